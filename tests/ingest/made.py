"""Files in the formats that ingest reads, made from paragraphs: PDF, DOCX, ZIP, WARC, WACZ, MHTML."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

__all__ = ["docx", "html", "mhtml", "pdf", "wacz", "warc", "warc_record", "zipped"]

_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="urn:mc"'
_LEFT, _TOP, _WIDTH, _SIZE, _LEADING, _GAP, _BOTTOM = 72.0, 760.0, 451.0, 11.0, 14.0, 10.0, 72.0


def zipped(members: Mapping[str, bytes | str], compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these members."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compress) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress)
    return held.getvalue()


def docx(paragraphs: Iterable[str], title: str | None = None, body: str | None = None, head: str = "") -> bytes:
    """A Word document. ``body`` takes the place of the paragraphs, as XML; ``head`` comes before the root."""
    inner = body or "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(text[: len(text) // 2])}</w:t></w:r>'
        f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escape(text[len(text) // 2 :])}</w:t></w:r></w:p>'
        for text in paragraphs
    )
    members = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<?xml version="1.0"?>{head}<w:document {_NAMES}><w:body>{inner}</w:body></w:document>',
    }
    if title:
        core = "http://purl.org/dc/elements/1.1/"
        members["docProps/core.xml"] = f'<c xmlns:dc="{core}"><dc:title>{escape(title)}</dc:title></c>'
    return zipped(members)


def html(paragraphs: Iterable[str], title: str = "", head: str = "") -> str:
    """A plain web page."""
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    heading = f"<h1>{escape(title)}</h1>" if title else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}</head>'
        f"<body><article>{heading}{body}</article></body></html>"
    )


def pdf(
    paragraphs: Sequence[str],
    indent: float = 0.0,
    gap: float = _GAP,
    running: str = "",
    title: str | None = None,
    extra: str = "",
) -> bytes:
    """A PDF with a text layer: lines broken as a printer breaks them, on as many pages as it takes.

    ``indent`` sets the first line of each paragraph in, ``gap`` is the space between paragraphs, ``running`` a line at the head
    of each page, above which nothing stands; each page has its number at its foot.
    """
    return _file(
        [_content(page, number, running) for number, page in enumerate(_pages(paragraphs, indent, gap), 1)], title, extra
    )


def _pages(paragraphs: Sequence[str], indent: float, gap: float) -> list[list[tuple[float, float, str]]]:
    pages: list[list[tuple[float, float, str]]] = [[]]
    at = _TOP
    for text in paragraphs:
        for number, line in enumerate(_lines(text, indent)):
            if at < _BOTTOM:
                pages.append([])
                at = _TOP
            pages[-1].append((_LEFT + (indent if number == 0 else 0), at, line))
            at -= _LEADING
        at -= gap
    return pages


def _lines(text: str, indent: float) -> list[str]:
    lines, room = [""], _WIDTH - indent
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(longer) > room:
            lines.append(word)
            room = _WIDTH
        else:
            lines[-1] = longer
    return lines


def _width(text: str) -> float:
    from pdfminer.fontmetrics import FONT_METRICS

    widths = FONT_METRICS["Helvetica"][1]
    return sum(widths.get(c, 500) for c in text) * _SIZE / 1000


def _content(lines: Iterable[tuple[float, float, str]], number: int, running: str) -> bytes:
    shown = [*lines, (300.0, 36.0, f"- {number} -"), *([(_LEFT, 805.0, f"{running} {number}")] if running else [])]
    parts = [f"BT /F1 {_SIZE} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm ({_escaped(text)}) Tj ET" for x, y, text in shown]
    return "\n".join(parts).encode("cp1252")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(contents: Sequence[bytes], title: str | None, extra: str) -> bytes:
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, content in enumerate(contents):
        resources = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {resources} /Contents {5 + 2 * n} 0 R >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects.append(f"<< /Title ({_escaped(title or '')}) >>".encode("cp1252"))
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    for number, each in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % at for at in offsets))
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {extra}>>\nstartxref\n{start}\n%%EOF\n"
    out.write(trailer.encode())
    return out.getvalue()


def warc_record(
    url: str,
    body: bytes,
    content_type: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    kind: str = "response",
    digest: str | None = "",
    length: int | None = None,
    more: str = "",
    http: str = "",
) -> bytes:
    """A record. ``digest`` is that of the body unless another, or null for none, is given; ``length`` is what it claims."""
    block = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n{http}\r\n".encode() + body
    own = base64.b32encode(hashlib.sha1(body).digest()).decode()
    stated = f"WARC-Payload-Digest: sha1:{digest or own}\r\n" if digest is not None else ""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-06-12T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{hashlib.md5(url.encode()).hexdigest()}>\r\n{stated}{more}"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc(*pages: tuple[str, str]) -> bytes:
    """A web archive of these pages: address and HTML."""
    info = "WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-06-12T10:00:00Z\r\n"
    return f"{info}Content-Length: 0\r\n\r\n\r\n\r\n".encode() + b"".join(warc_record(url, page.encode()) for url, page in pages)


def wacz(archive: bytes, listed: Iterable[str] = ()) -> bytes:
    """A web archive in a ZIP."""
    rows = "\n".join(json.dumps({"url": url}) for url in listed)
    members: dict[str, bytes | str] = {"datapackage.json": "{}", "archive/data.warc": archive}
    if rows:
        members["pages/pages.jsonl"] = '{"format": "json-pages-1.0"}\n' + rows
    return zipped(members)


def mhtml(
    page: str, url: str | None = "https://president.sarelia.example/1", charset: str = "utf-8", kind: str = "text/html"
) -> bytes:
    """A page as browsers save it into one file."""
    place = f"Snapshot-Content-Location: {url}\r\n" if url else ""
    at = f"Content-Location: {url}\r\n" if url else ""
    body = base64.encodebytes(page.encode(charset)).decode().replace("\n", "\r\n")
    return (
        f"From: <Saved by Blink>\r\n{place}Subject: Talks\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--B--"\r\n\r\n\r\n'
        f"----B--\r\nContent-Type: {kind or 'text/html'}; charset={charset}\r\n"
        f"Content-Transfer-Encoding: base64\r\n{at}\r\n{body}\r\n"
        "----B--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        "Content-Location: https://x.example/a.png\r\n\r\niVBORw0KGgo=\r\n\r\n----B----\r\n"
    ).encode()
