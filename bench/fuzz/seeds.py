"""Invented inputs to begin with: the bundled reports, pages made of them, archives, lists."""

from __future__ import annotations

import gzip
import html
import json
import random
from collections.abc import Iterator
from pathlib import Path

from bench.fuzz.door_targets import wrapped

__all__ = ["of_doors", "of_lists", "of_records", "of_texts"]

_ROOT = Path(__file__).resolve().parents[2]
_PIECE = 700
_EXTRA = (
    "Helena Marsk: Good afternoon.\n\nRadomir Tesk (retranslated): Thanks.\n\nQuestion: The bridge?\n\n<…>\n\nTo be continued.",
    "“We will,” he said, “open it in 2025.” ‘Never’ – “he ‘never’ did”\n\n“It goes on\n\n“and on.”",
    "Trade grew by 17% in 2023, from $3.4 billion to 4.1 billion; about a third of it, between 5 and 6 million tonnes, by rail.",
    "On 11 June, last year and in the first half of 2023, on Monday at 5 p.m., ten years ago, 1 to 3 May, in the 1990s, by 2030",
    "LINMOUTH, June 11. /SNA/. The leaders met.\n• 9 • 2\nSee also\nPhoto: SNA\n* * *\n| a | b |\n**Bold** [link](https://x.example)",
)


def texts() -> list[str]:
    """Invented texts, cut into pieces that are quick to read."""
    folders = (_ROOT / "src" / "onrecord" / "examples", _ROOT / "tests" / "golden", _ROOT / "src/onrecord/examples/archive")
    found = [path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.glob("*.txt"))]
    return [*_EXTRA, *(text[at : at + _PIECE] for text in found for at in range(0, min(len(text), 2 * _PIECE), _PIECE))]


def of_texts() -> Iterator[bytes]:
    """For targets that take a text: a choice, and a text."""
    for number, text in enumerate(texts()):
        yield bytes([number * 5 % 256]) + text.encode("utf-8")


def of_doors() -> Iterator[bytes]:
    """For the doors: how it is wrapped and called, and what is in it."""
    for number, text in enumerate(texts()[:24]):
        paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n") if part)
        title = html.escape(text[:40])
        page = (
            f'<!doctype html><html lang="en"><head><title>{title}</title></head><body><h1>{title}</h1>{paragraphs}</body></html>'
        )
        words = "".join(f"<w:p><w:r><w:t>{html.escape(part)}</w:t></w:r></w:p>" for part in text.split("\n") if part)
        row = json.dumps({"id": "a", "text": text, "published": "2024-06-12", "url": "https://president.sarelia.example/1"})
        shown = text[:200].encode("cp1252", "replace").replace(b"(", b"").replace(b")", b"").replace(b"\\", b"")
        kinds = [
            (0, text),
            (2, page),
            (4, row),
            (3, f"[{row}]"),
            (48, words),
            (64, f"a.html\n{page}"),
            (16, page),
            (6, _mail(page)),
        ]
        for choice, content in kinds[number % 2 :: 2]:
            yield bytes([choice, 0]) + content.encode("utf-8")
        yield bytes([96, 0]) + b"BT /F1 11 Tf 1 0 0 1 72 760 Tm (" + shown + b") Tj ET"
    for path in sorted((_ROOT / "tests" / "publishers").glob("*.html")):
        yield bytes([2, 0]) + path.read_bytes()[:12_000]
    for data in of_records():
        yield bytes([80 if data[0] % 2 else 10, 0]) + data[1:]
    yield bytes([0, 0]) + wrapped(96, b"BT (x) Tj ET")


def _mail(page: str) -> str:
    head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/1\r\nMIME-Version: 1.0\r\n"
    kind = 'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n'
    part = "--B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return f"{head}{kind}{part}{page}\r\n--B--\r\n"


def of_lists() -> Iterator[bytes]:
    """For lists of pages: a choice, and a feed, a sitemap or a page."""
    items = "".join(
        f"<item><title>T</title><link>https://a.example/{n}</link><pubDate>Tue, 11 Jun 2024</pubDate></item>" for n in range(3)
    )
    entries = "".join(f'<entry><link href="/{n}"/><updated>2024-06-12T10:00:00Z</updated></entry>' for n in range(3))
    places = "".join(f"<url><loc>https://a.example/{n}</loc><lastmod>2024-06-12</lastmod></url>" for n in range(3))
    maps = "<sitemapindex><sitemap><loc>https://a.example/m.xml.gz</loc></sitemap></sitemapindex>"
    links = "".join(
        f'<article><h2><a class="link" href="/{n}">T</a></h2><time datetime="2024-06-12">x</time></article>' for n in range(3)
    )
    contents = (
        (0, f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'),
        (0, f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'),
        (1, f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'),
        (4, f'<?xml version="1.0" encoding="UTF-8"?>{maps}'),
        (2, f"<html><base href='https://a.example/'><body>{links}</body></html>"),
    )
    for choice, content in contents:
        for more in (0, 24, 48, 96):
            yield bytes([(choice + more) % 256]) + content.encode()


def of_records() -> Iterator[bytes]:
    """For web archives: a choice, and records, some of them damaged."""
    from bench.damage import record

    chance = random.Random(3)
    chunked = b"5\r\nTalks\r\n0\r\n\r\n"
    packed = gzip.compress(b"<p>The President of Sarelia</p>", mtime=0)
    head = "WARC/1.1\r\nWARC-Type: {}\r\nWARC-Target-URI: https://a.example/\r\nContent-Length: {}\r\n\r\n"
    answers = [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked,
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + packed,
        b"HTTP/1.0 404 Not Found\r\n\r\n",
    ]
    records = [head.format("response", len(a)).encode() + a + b"\r\n\r\n" for a in answers]
    records += [head.format(kind, 0).encode() + b"\r\n\r\n" for kind in ("warcinfo", "request", "revisit")]
    for choice in (0, 33, 40, 100, 130, 161):
        made = [b"".join(record(n, chance))[:1_500] if n == 1 else b"".join(record(n, random.Random(n))) for n in range(3)]
        yield bytes([choice]) + b"".join([*records, made[0][:900], *made[1:]])[:6_000]
        yield bytes([choice + 5]) + b"".join(records)
        yield bytes([choice + 17]) + made[2][:3_000]
