"""Pages that browsers save as mail (MHTML, RFC 2557): the page among the parts, at the address that the mail states."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import Message

from onrecord.errors import InputError
from onrecord.ingest.encoding import declared, decode
from onrecord.ingest.page import Extractor
from onrecord.ingest.policy import as_written
from onrecord.ingest.wire import PageFacts, Refused

__all__ = ["read"]


def read(data: bytes, url: str | None, extractor: Extractor) -> PageFacts | Refused:
    """What is on the page of a saved mail."""
    mail = message_from_bytes(data, policy=policy.compat32)
    address = _address(mail.get("Snapshot-Content-Location"))
    pages = [part for part in mail.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    page = next(
        (part for part in pages if address and _address(part.get("Content-Location")) == address), next(iter(pages), None)
    )
    if page is None:
        return Refused("other", "this is a mail, and no web page stands in it")
    try:
        text = _text(page)
    except InputError as error:
        return Refused("malformed", str(error).partition(":")[0])
    return extractor.read(as_written(text)[0], url or address or _address(page.get("Content-Location")))


def _text(page: Message) -> str:
    body = page.get_payload(decode=True)
    data = body if isinstance(body, bytes) else b""
    return decode(data, page.get_content_charset() or declared(data)).text


def _address(value: object) -> str | None:
    """An address in a header, null for none that is on the web (``cid:``, ``about:blank``)."""
    text = "".join(str(value or "").split())
    return text if text.lower().startswith(("http://", "https://")) else None
