"""An e-mail as saved: .eml."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage

from ..dates import iso_day
from ..draft import Draft
from ..encoding import decode
from ..unreadable import Broken, Unreadable
from .opened import Opened

_ANSWER = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,2000}>")
# A plain part that only says "open this in your browser" is no text of the mail.
_TRIVIAL = 400


def read_mail(opened: Opened) -> Iterator[Draft | Unreadable]:
    """One report: the plain part unless it is trivial beside the HTML one; subject, date and sender from the headers.

    Attachments and mails within the mail are left alone. Raises: Broken where the mail cannot be taken apart.
    """
    data = opened.container_bytes()
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        plain, html = _part(message, "plain"), _part(message, "html")
        headers = {name: _header(message, name) for name in ("subject", "date", "from", "content-language")}
    # The parser raises what it likes on broken mail (LookupError, AttributeError, RecursionError, ...).
    except Exception as error:
        raise Broken(f"the mail cannot be taken apart ({type(error).__name__}); save it again") from None
    if not plain and not html:
        raise Broken("the mail has neither a plain nor an HTML part; save its text by itself")
    use_html = bool(html) and len(plain.strip()) < min(_TRIVIAL, len(_TAGS.sub(" ", html)) / 3)
    yield Draft(
        raw=html if use_html else plain, kind="html" if use_html else None, origin=opened.origin,
        title=_ANSWER.sub("", headers["subject"]), date=iso_day(headers["date"]), author=_name(headers["from"]),
        language=headers["content-language"][:2].lower(),
    )  # fmt: skip


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    data = part.get_payload(decode=True)
    text = decode(data, part.get_content_charset()) if isinstance(data, bytes) and data else ""
    if kind == "plain" and part.get_param("format", "") == "flowed":
        text = _unflowed(text)
    return text


def _unflowed(text: str) -> str:
    """RFC 3676: a line that ends with a space runs on in the next; "-- " is the signature's mark."""
    return re.sub(r"(?<!^-- )(?<=\S )\r?\n(?!\s|>|-- )", "", text)


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "") or "")[:2_000].split())


def _name(sender: str) -> str:
    """The sender's name, without the address."""
    return sender.partition("<")[0].strip(" \"'") if "<" in sender else ("" if "@" in sender else sender)
