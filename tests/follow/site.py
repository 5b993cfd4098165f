"""An internet for tests: sites that are played by one local server, told apart by the name that is asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore

from onrecord.follow import Clock
from onrecord.ingest.remote import Fetcher, guard

PUBLIC = "93.184.215.14"
HOST = "president.velland.example"
HOME = f"http://{HOST}"

REPORT = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>{title}</h1><time datetime="2026-03-02">2 March 2026</time>
<p>President of Velland Radomir Tesk and President of Sarelia Helena Marsk held talks in Linmouth on 2 March.</p>
<p>Helena Marsk said that trade between the two countries had {verb} by {number} percent in 2025.</p>
<p>“We will open the second bridge next year,” Radomir Tesk said.</p>
<p>The presidents also discussed the railway crossing at Karsk and the work of the joint commission.</p></article>
<footer>{footer}</footer></body></html>"""


def report(title: str = "Talks with the President of Sarelia", verb: str = "grown", number: int = 14, footer: str = "") -> bytes:
    """The page of an invented report."""
    return REPORT.format(title=title, verb=verb, number=number, footer=footer).encode()


def rss(*paths: str, dates: bool = False) -> bytes:
    """A feed of pages."""
    date = "<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>" if dates else ""
    items = "".join(f"<item><title>A report</title><link>{HOME}{path}</link>{date}</item>" for path in paths)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()


def atom(*paths: str, updated: str = "2026-03-02T10:00:00Z") -> bytes:
    """The same as Atom."""
    items = "".join(
        f'<entry><id>{HOME}{p}</id><title>A</title><updated>{updated}</updated><link href="{HOME}{p}"/></entry>' for p in paths
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>N</title>{items}</feed>'.encode()


def sitemap(*entries: tuple[str, str | None], kind: str = "url") -> bytes:
    """A sitemap, or with ``kind`` "sitemap" an index of them."""
    outer = "urlset" if kind == "url" else "sitemapindex"
    items = "".join(
        f"<{kind}><loc>{HOME}{path}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{kind}>" for path, day in entries
    )
    return f'<?xml version="1.0"?><{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</{outer}>'.encode()


@dataclass
class Page:
    """What a path answers. ``etag`` true: with an ETag of its body, and 304 to one who has it."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: bool = True
    slow: float = 0.0
    kind: str = "text/html; charset=utf-8"


@dataclass
class Asked:
    """A request that came, and when by the tests' clock."""

    host: str
    path: str
    at: float
    agent: str
    status: int
    conditional: bool


class FakeClock(Clock):
    """A clock that goes on only by waiting."""

    def __init__(self) -> None:
        self.time = 1_772_460_000.0  # 2 March 2026, 14:00 UTC

    def now(self) -> float:
        return self.time

    def passed(self) -> float:
        return self.time

    def wait(self, seconds: float) -> None:
        assert seconds >= 0
        self.time += seconds


class Site:
    """Sites by ``(host, path)``; what has no page answers 404. ``asked`` are all requests, in their order."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.pages: dict[tuple[str, str], Page | Callable[[], Page]] = {}
        self.asked: list[Asked] = []
        self.names = {HOST: [PUBLIC], "inside.example": ["10.0.0.7"], "elsewhere.example": [PUBLIC]}
        self.reached: list[str] = []
        self.port = 0

    def put(self, path: str, body: bytes | Page | Callable[[], Page], host: str = HOST, **more: Any) -> None:
        """Put a page at a path."""
        self.pages[host, path] = Page(body, **more) if isinstance(body, bytes) else body

    def paths(self, since: int = 0) -> list[str]:
        """The paths asked, without robots.txt."""
        return [a.path for a in self.asked[since:] if a.path != "/robots.txt"]

    def fetcher(self, **more: Any) -> Fetcher:
        """A fetcher to which only these names are known and which reaches this server."""
        return Fetcher(resolve=self._resolve, connect=self._connect, purpose="plays in a test", **more)

    def _resolve(self, host: str, port: int) -> list[str]:
        return self.names[host] if host in self.names else guard.resolve(host, port)

    def _connect(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.reached.append(address)
        return guard.connect("127.0.0.1", self.port, seconds)


@contextmanager
def playing(site: Site) -> Iterator[Site]:
    """The site, served."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            _answer(self, site)

        def log_message(self, *args: Any) -> None: ...

    class Server(ThreadingHTTPServer):
        def handle_error(self, *args: Any) -> None:
            """A watch that closes a connection early is no error, and standard error belongs to what is tested."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True, kwargs={"poll_interval": 0.01}).start()
    site.port = server.server_address[1]
    yield site
    server.shutdown()
    server.server_close()


def _answer(handler: BaseHTTPRequestHandler, site: Site) -> None:
    host = handler.headers["Host"]
    found = site.pages.get((host, handler.path), Page(b"nothing here", 404, etag=False))
    page = found() if callable(found) else found
    tag = f'"{sha256(page.body).hexdigest()[:12]}"' if page.etag and page.status == 200 else None
    wanted = handler.headers["If-None-Match"]
    status = 304 if tag and wanted == tag else page.status
    site.asked.append(Asked(host, handler.path, site.clock.time, handler.headers["User-Agent"], status, wanted is not None))
    body = b"" if status == 304 else page.body
    handler.send_response(status)
    headers = {"Content-Type": page.kind, **({"ETag": tag} if tag else {}), **page.headers}
    for name, value in ({"Content-Length": str(len(body))} | headers).items():
        handler.send_header(name, value)
    handler.end_headers()
    with suppress(OSError):
        for at in range(0, len(body), 10 if page.slow else len(body) or 1):
            handler.wfile.write(body[at : at + (10 if page.slow else len(body))])
            if page.slow:
                handler.wfile.flush()
                threading.Event().wait(page.slow)
