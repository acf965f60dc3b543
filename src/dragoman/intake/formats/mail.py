"""An e-mail as saved: .eml."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart

from ..dates import iso_day
from ..draft import Draft
from ..encoding import decode
from ..unreadable import Broken, TooLarge, Unreadable
from .opened import Opened

_ANSWER = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,2000}>")
# A plain part that only says "open this in your browser" is no text of the mail.
_TRIVIAL = 400
_MAX_PARTS = 50
# What mailing lists append.
_FOOTER = re.compile(r"\s*(?:_{10,}|-- ?\r?\n)")


def read_mail(opened: Opened) -> Iterator[Draft | Unreadable]:
    """One report: the plain part unless it is trivial beside the HTML one; subject, date and sender from the headers.

    Attachments and mails within the mail are left alone.
    Raises: Broken where the mail cannot be taken apart; TooLarge where it is cut into more than 50 texts.
    """
    data = opened.container_bytes()
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        plain = "\n\n".join(text for part in _plain_parts(message) if not _FOOTER.match(text := _text(part)))
        html = _text(message.get_body(preferencelist=("html",)))
        headers = {name: _header(message, name) for name in ("subject", "date", "from", "content-language")}
    except TooLarge:
        raise
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


def _plain_parts(message: EmailMessage) -> list[MIMEPart]:
    """The plain body, and the plain parts beside it into which mail programs cut a text around what is attached."""
    body = message.get_body(preferencelist=("plain",))
    if body is None or message.get_content_type() != "multipart/mixed":
        return [body] if body else []
    beside = [p for p in message.iter_parts() if p.get_content_type() == "text/plain" and not p.get_filename()]
    beside = [p for p in beside if isinstance(p, MIMEPart) and not p.is_attachment()]
    if len(beside) > _MAX_PARTS:
        raise TooLarge(f"the mail has {len(beside):,} texts in it, and may have {_MAX_PARTS}; save each by itself")
    return beside if body in beside else [body]


def _text(part: MIMEPart | None) -> str:
    data = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(data, bytes) or not data:
        return ""
    text = decode(data, part.get_content_charset())
    flowed = part.get_content_subtype() == "plain" and part.get_param("format", "") == "flowed"
    return _unflowed(text) if flowed else text


def _unflowed(text: str) -> str:
    """RFC 3676: a line that ends with a space runs on in the next; "-- " is the signature's mark."""
    return re.sub(r"(?<!^-- )(?<=\S )\r?\n(?!\s|>|-- )", "", text)


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "") or "")[:2_000].split())


def _name(sender: str) -> str:
    """The sender's name, without the address."""
    return sender.partition("<")[0].strip(" \"'") if "<" in sender else ("" if "@" in sender else sender)
