"""Names of a text, and of stretches of it, that hold anywhere: by its hash, not by where it lies.

A text is ``ni:///sha-256;...`` (RFC 6920, the hash of its UTF-8 bytes); its characters 12 to 50 are that with ``#char=12,50``
(RFC 5147, which counts characters as OnRecord does).
"""

from __future__ import annotations

import base64

from onrecord.model import Document, Span

__all__ = ["finding_name", "text_name", "web_address"]


def text_name(document: Document, span: Span | None = None) -> str:
    """The name of a document's text, or of a stretch of it."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(document.sha256)).decode("ascii").rstrip("=")
    return f"ni:///sha-256;{digest}" + (f"#char={span.start},{span.end}" if span else "")


def finding_name(document: Document, id_: str) -> str:
    """The name of a finding: that of its text, with the finding's id as the fragment."""
    return f"{text_name(document)}#{id_}"


def web_address(url: str | None) -> str | None:
    """An address where it is one of the web; no other scheme gets into what others will follow."""
    return url if url and url.lower().startswith(("https://", "http://")) and not any(c.isspace() for c in url) else None
