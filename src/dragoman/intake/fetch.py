"""Fetches one page over http or https, within bounds, and never from inside the user's own network."""

from __future__ import annotations

import io
import ipaddress
import socket
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import msgspec

from .limits import Limits
from .unreadable import FetchFailed, Refused, TooLarge

if TYPE_CHECKING:
    import httpx

_REDIRECTS = (301, 302, 303, 307, 308)
_USER_AGENT = "dragoman (news reading for research)"
_TYPES = {
    "application/xml", "application/json", "application/x-ndjson", "application/jsonl",
    "application/x-jsonlines", "application/json-lines", "application/pdf", "application/gzip", "application/x-gzip",
    "application/zstd", "application/x-bzip2", "application/x-xz", "application/csv", "application/octet-stream",
    "application/vnd.ms-excel", "message/rfc822", "binary/octet-stream", "",
}  # fmt: skip


class Fetched(msgspec.Struct, frozen=True):
    """url: where the page came from in the end. data: its bytes, as compressed as they came. charset: as declared."""

    url: str
    data: bytes
    charset: str | None


def fetch(url: str, limits: Limits, allow_private: bool = False) -> Fetched:
    """The page at `url`.

    Each host name is resolved once; every address it has must be a public one, and the connection goes to the checked
    address itself, so that a name cannot point elsewhere a moment later. Redirects are checked in the same way.
    Proxies of the environment are not used, since the check would not hold behind them.
    Raises: Refused, FetchFailed or TooLarge, each with one sentence.
    """
    import httpx

    deadline = time.monotonic() + limits.timeout
    timeout = httpx.Timeout(limits.timeout, connect=min(10.0, limits.timeout))
    with httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False) as client:
        for _ in range(limits.max_redirects + 1):
            try:
                with client.stream(**_request(url, allow_private)) as response:  # type: ignore[arg-type]
                    if response.status_code in _REDIRECTS and response.headers.get("location"):
                        url = urljoin(url, response.headers["location"])
                        continue
                    return _read(response, url, limits, deadline)
            except httpx.TimeoutException:
                raise FetchFailed(f"{url} did not answer within {limits.timeout:g} s; try again later") from None
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, UnicodeError, ValueError) as error:
                reason = str(error)[:160] or type(error).__name__
                raise FetchFailed(f"{url} could not be fetched ({reason}); check the address and the network") from None
    raise FetchFailed(f"{url} redirects more than {limits.max_redirects} times; give the final address")


def _request(url: str, allow_private: bool) -> dict[str, object]:
    """What to ask of whom: the checked address in the place of the name, the name in header and TLS handshake."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        raise Refused(f"{url} is no http or https address; give one that is")
    if parts.username is not None or parts.password is not None:
        raise Refused("an address with a user name or password in it is not fetched; leave them out")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError:
        raise Refused(f"{url} is no valid address; check it") from None
    address = checked_address(ascii_host, port, allow_private)
    literal = f"[{address}]" if ":" in address else address
    query = f"?{parts.query}" if parts.query else ""
    shown = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    return {
        "method": "GET",
        "url": f"{parts.scheme}://{literal}:{port}{parts.path or '/'}{query}",
        "headers": {
            "Host": shown if port in (80, 443) else f"{shown}:{port}",
            "User-Agent": _USER_AGENT,
            "Accept": "text/html, application/xhtml+xml, */*;q=0.5",
            "Accept-Encoding": "identity",
        },
        "extensions": {"sni_hostname": ascii_host},
    }


def checked_address(host: str, port: int, allow_private: bool = False) -> str:
    """The first address of `host`, once every one of them has been found to be public.

    Raises: Refused where one is private, loopback, link-local or reserved; FetchFailed where the name has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchFailed(f"the host {host} is not known; check the address and the network") from None
    addresses = [str(item[4][0]).partition("%")[0] for item in found]
    for address in addresses:
        if not allow_private and not is_public(address):
            raise Refused(
                f"{host} leads to {address}, inside a private or reserved network; read it with --allow-private "
                "(allow_private=True) if you trust it"
            )
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address lies on the open internet, also where it wraps an IPv4 address."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if wrapped is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(str(wrapped))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _read(response: httpx.Response, url: str, limits: Limits, deadline: float) -> Fetched:
    if response.status_code != 200:
        raise FetchFailed(f"{url} answered {response.status_code} {response.reason_phrase}; check the address")
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    marked_up = kind.startswith("application/") and kind.endswith(("+xml", "+json"))
    if not (kind.startswith("text/") or marked_up or kind in _TYPES):
        raise FetchFailed(f"{url} is of type {kind}, which holds no news text; give the address of a page")
    body = io.BytesIO()
    for chunk in _chunks(response, deadline, url):
        if body.tell() + len(chunk) > limits.max_bytes:
            raise TooLarge(f"{url} has more than {limits.max_bytes:,} bytes; raise the limit to read it")
        body.write(chunk)
    return Fetched(url, body.getvalue(), response.charset_encoding)


def _chunks(response: httpx.Response, deadline: float, url: str) -> Iterator[bytes]:
    """The body as it came over the wire: intake unpacks it with a bound, which the HTTP library has not."""
    for chunk in response.iter_raw():
        if time.monotonic() > deadline:
            raise FetchFailed(f"{url} took too long to send its page; try again later")
        yield chunk
