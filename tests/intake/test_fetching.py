"""Fetching: from a server of our own on the loopback, which without leave is out of bounds."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.intake import Limits, Page, Unreadable, read
from dragoman.intake.fetch import checked_address, is_public
from dragoman.intake.unreadable import Refused

STORY = "The two ministers met in Geneva on Monday. They will meet again within the month, a spokeswoman said."
PAGE = f"<html lang=en><head><title>Café talks</title></head><body><h1>Café talks</h1><p>{STORY}</p></body>"


PATIENT = Limits(timeout=5)


class Handler(BaseHTTPRequestHandler):
    """A page a path."""

    def do_GET(self) -> None:
        reply = getattr(self, "on_" + self.path.strip("/").partition("?")[0].replace("/", "_"), self.on_missing)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            reply()

    def send(self, body: bytes, kind: str = "text/html; charset=iso-8859-1", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def on_page(self) -> None:
        self.send(PAGE.encode("latin-1"))

    def on_packed(self) -> None:
        self.send(gzip.compress(PAGE.encode("latin-1")), Content_Encoding="gzip")

    def on_bomb(self) -> None:
        self.send(gzip.compress(b"a" * 60_000_000), Content_Encoding="gzip")

    def on_text(self) -> None:
        self.send(STORY.encode(), "text/plain")

    def on_picture(self) -> None:
        self.send(b"\x89PNG", "image/png")

    def on_drawing(self) -> None:
        self.send(b"<svg/>", "image/svg+xml")

    def on_feed(self) -> None:
        item = f"<item><title>Talks</title><description>{STORY}</description></item>"
        self.send(f"<rss version='2.0'><channel>{item}</channel></rss>".encode(), "application/x-rss+xml")

    def on_large(self) -> None:
        self.send(b"The report is long. " * 200_000, "text/plain")

    def on_loop(self) -> None:
        self.send(b"", status=302, Location="/loop")

    def on_away(self) -> None:
        self.send(b"", status=302, Location="/page")

    def on_file(self) -> None:
        self.send(b"", status=302, Location="file:///etc/passwd")

    def on_inside(self) -> None:
        self.send(b"", status=301, Location="http://169.254.169.254/latest/meta-data")

    def on_slow(self) -> None:
        self.send(b"The")
        for _ in range(40):
            self.wfile.write(b" report")
            self.wfile.flush()
            time.sleep(0.1)

    def on_host(self) -> None:
        self.send(f"The host that was asked for is {self.headers['Host']} in this report.".encode(), "text/plain")

    def on_missing(self) -> None:
        self.send(b"no", status=404)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def get(url: str, limits: Limits = PATIENT, allow_private: bool = True) -> Page | Unreadable:
    (found,) = read([url], limits=limits, allow_private=allow_private)
    assert found.origin == url
    return found


def test_page_in_its_declared_charset(site: str) -> None:
    for path in ("/page", "/packed", "/away"):
        page = get(site + path)
        assert isinstance(page, Page) and page.title == "Café talks" and page.url is not None, page
        assert page.url.endswith("/packed" if path == "/packed" else "/page")
    text = get(site + "/text?x=1")
    assert isinstance(text, Page) and text.text == STORY


def test_a_feed_whatever_it_is_called(site: str) -> None:
    (page,) = read([site + "/feed"], limits=PATIENT, allow_private=True)
    assert isinstance(page, Page) and page.title == "Talks" and page.origin.endswith("/feed#row 1")


@pytest.mark.parametrize(("path", "code", "says"), [
    ("/none", "D115", "404"), ("/picture", "D115", "image/png"),
    ("/drawing", "D115", "image/svg+xml"), ("/loop", "D115", "redirects"),
    ("/file", "D114", "no http"), ("/bomb", "D107", "swells"), ("/large", "D106", "more than"),
])  # fmt: skip
def test_refusals(site: str, path: str, code: str, says: str) -> None:
    found = get(site + path, Limits(timeout=5, max_bytes=2_000_000 if path == "/large" else 20_000_000))
    assert isinstance(found, Unreadable) and found.code == code and says in found.error, found


def test_slow_server(site: str) -> None:
    start = time.monotonic()
    found = get(site + "/slow", Limits(timeout=0.5))
    assert isinstance(found, Unreadable) and found.code == "D115" and time.monotonic() - start < 3


def test_private_addresses_need_leave(site: str) -> None:
    found = get(site + "/page", allow_private=False)
    assert isinstance(found, Unreadable) and found.code == "D114" and "127.0.0.1" in found.error


def test_redirects_are_checked_too(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.intake.fetch.is_public", lambda a: a == "127.0.0.1")
    found = get(site + "/inside", allow_private=False)
    assert isinstance(found, Unreadable) and found.code == "D114" and "169.254" in found.error


def test_a_name_is_resolved_once_and_every_address_counts(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    real = socket.getaddrinfo

    def rebinding(host: object, port: object, *rest: object, **more: object) -> object:
        asked.append(host)
        if host == "news.example":
            return real("127.0.0.1" if asked.count(host) == 1 else "10.0.0.1", port, type=socket.SOCK_STREAM)  # type: ignore[arg-type]
        return real(host, port, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    found = get(site.replace("127.0.0.1", "news.example") + "/host")
    assert isinstance(found, Page) and "news.example:" in found.text and asked.count("news.example") == 1

    def mixed(host: object, *rest: object, **more: object) -> object:
        return [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("10.1.1.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", mixed)
    with pytest.raises(Refused, match=r"10\.1\.1\.1"):
        checked_address("mixed.example", 80)


@pytest.mark.parametrize("url", [
    "ftp://a.example/x", "file:///etc/passwd", "http://user:hunter2@a.example/", "http://", "https://[::1", "http://a:99999/",
    "http://\u200b/", "gopher://a/",
])  # fmt: skip
def test_what_is_no_address(url: str) -> None:
    found = get(url)
    assert isinstance(found, Unreadable) and found.code in ("D114", "D115") and "hunter2" not in found.error


@pytest.mark.parametrize("address", [
    "127.0.0.1", "10.0.0.1", "172.16.5.5", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "2001:db8::1", "192.0.2.1", "198.18.0.1",
])  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_addresses_that_are_public() -> None:
    assert all(is_public(a) for a in ("93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1"))
