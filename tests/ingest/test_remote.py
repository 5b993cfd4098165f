"""Web addresses: what is fetched, and that nothing but the public internet is ever connected to."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore
import pytest
from tests.ingest import pages

from onrecord.errors import AddressRefused, InputError, NotFound, NotText, ParserStopped, TooLarge
from onrecord.ingest import Failure, Hints, load
from onrecord.ingest.limits import REDIRECTS
from onrecord.ingest.remote import Fetcher, guard, names_address
from onrecord.ingest.remote.public import is_public
from onrecord.model import Document
from onrecord.tables import Knowledge

PUBLIC = "93.184.215.14"


@dataclass
class Listener:
    """A listener on this machine that counts who connects, on IPv4 and, where there is one, on IPv6."""

    port: int
    accepted: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    first = socket.create_server(("127.0.0.1", 0))
    found, open_ones = Listener(first.getsockname()[1]), [first]
    with suppress(OSError):
        open_ones.append(socket.create_server(("::1", found.port), family=socket.AF_INET6))

    def accept(server: socket.socket) -> None:
        with suppress(OSError):
            while True:
                connection, peer = server.accept()
                found.accepted.append(peer[0])
                connection.close()

    for server in open_ones:
        threading.Thread(target=accept, args=(server,), daemon=True).start()
    yield found
    for server in open_ones:
        server.shutdown(socket.SHUT_RDWR)
        server.close()


FORBIDDEN_HOSTS = (
    *("127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0x7f.0.0.1", "0177.0.0.1", "017700000001"),
    *("0177.1", "127.0.0.1.", "127.000.000.001", "0000177.0.0.1", "127.255.255.254", "0x7F.0x0.0x0.0x1", "127.0x1"),
    *("0", "0.0.0.0", "0x0", "00000000", "0.0.0.1", "localhost", "localhost.", "LOCALHOST", "LocalHost."),
    *("10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.1", "0xc0a80001", "3232235521"),
    *("169.254.169.254", "0xa9fea9fe", "2852039166", "169.254.43518", "0251.0376.0251.0376", "100.64.0.1", "192.0.0.192"),
    *("198.18.0.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.51.100.1", "203.0.113.1"),
    *(
        "192.88.99.1",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[::7f00:1]",
    ),
    *("[0:0:0:0:0:ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::ffff:a9fe:a9fe]", "[::ffff:93.184.215.14]", "[64:ff9b::127.0.0.1]"),
    *("[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:7f00:1::1]", "[2002:a9fe:a9fe::1]"),
    *("[2001:0:7f00:1::]", "[2001:db8::1]", "[fe80::1]", "[fe80::1%25lo]", "[fe80::1%25eth0]", "[fc00::1]", "[fd00:ec2::254]"),
    *("[fec0::1]", "[ff02::1]", "[::1%25lo]", "[100::1]", "[3fff::1]", "[5f00::1]", "[4000::1]", "127。0。0。1", "127｡0｡0｡1"),
    *(
        "１２７.0.0.1",
        "①②⑦.0.0.1",
        "127.0.0.①",
        "loc\u00adalhost",
        "ｌｏｃａｌｈｏｓｔ",
        "localhost%00.example.org",
        "loc%61lhost",
        "%31%32%37.0.0.1",
    ),
)


@pytest.mark.parametrize("host", FORBIDDEN_HOSTS)
def test_no_disguise_of_a_forbidden_host_is_connected_to(host: str, listener: Listener) -> None:
    fetcher = Fetcher(ports=(listener.port,), seconds=5)
    with pytest.raises(InputError):
        fetcher.fetch(f"http://{host}:{listener.port}/secret")
    assert listener.accepted == []


@pytest.mark.parametrize(
    "address",
    [
        "http://public.example@127.0.0.1:{port}/",
        "http://127.0.0.1:{port}@localhost:{port}/",
        "http://public.example:pass@localhost:{port}/",
        "http://public.example\\@127.0.0.1:{port}/",
        "http://127.0.0.1:{port}\\@public.example/",
        "http://127.0.0.1:{port}#@public.example/",
        "http://127.0.0.1:{port}?@public.example/",
        "http://public.example#@127.0.0.1:{port}/",
        " http://127.0.0.1:{port}/",
        "http://\t127.0.0.1:{port}/",
        "http://127.0.0.1:{port}\r\nHost: public.example",
        "http:///127.0.0.1:{port}/",
        "http:127.0.0.1:{port}/",
        "HTTP://LOCALHOST:{port}/",
        "https://127.0.0.1:{port}/",
        "http://[::1]:{port}/",
        "http://[127.0.0.1]:{port}/",
        "http://127.0.0.1 :{port}/",
        "http://127.0.0.1:{port}:80/",
        "http://[::1",
        "http://",
        "ftp://127.0.0.1:{port}/",
        "gopher://127.0.0.1:{port}/_GET",
        "file:///etc/passwd",
        "unix://127.0.0.1:{port}/",
        "ws://127.0.0.1:{port}/",
        "jar:http://127.0.0.1:{port}!/",
    ],
)
def test_no_trick_of_writing_is_connected_to(address: str, listener: Listener) -> None:
    with pytest.raises(InputError) as caught:
        Fetcher(resolve=_names({}), ports=(listener.port,), seconds=5).fetch(address.format(port=listener.port))
    assert "\n" not in str(caught.value)
    assert listener.accepted == []


@pytest.mark.parametrize("port", [22, 25, 6379, 8080, 65535])
def test_only_the_web_s_ports_are_asked(port: int) -> None:
    asked: list[str] = []
    with pytest.raises(InputError):
        Fetcher(resolve=lambda host, _: asked.append(host) or [PUBLIC]).fetch(f"http://public.example:{port}/")  # type: ignore[func-returns-value]
    assert asked == []


@pytest.mark.parametrize("answers", [["127.0.0.1"], [PUBLIC, "127.0.0.1"], ["10.1.2.3", PUBLIC], [PUBLIC, "::1"], []])
def test_a_name_with_one_forbidden_address_is_not_connected_to(answers: list[str], listener: Listener) -> None:
    fetcher = Fetcher(resolve=_names({"public.example": answers}), ports=(listener.port,), seconds=5)
    with pytest.raises(AddressRefused, match="public internet"):
        fetcher.fetch(f"http://public.example:{listener.port}/")
    assert listener.accepted == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        (PUBLIC, True),
        ("1.1.1.1", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("172.15.255.255", True),
        ("172.32.0.1", True),
        ("100.128.0.1", True),
        ("2606:2800::1%eth0", False),
        ("public.example", False),
        ("", False),
    ],
)
def test_what_is_public(address: str, public: bool) -> None:
    assert is_public(address) is public


class _Pages(BaseHTTPRequestHandler):
    """A web server of the tests: answers by path, and keeps what it was asked."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, str | None, str | None]] = []  # noqa: RUF012
    page = pages.unknown().encode()

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Host"], self.headers["User-Agent"]))
        answer = getattr(self, "to_" + self.path.strip("/").split("/")[0], None)
        answer() if answer else self._give(404, b"nothing here")

    def log_message(self, *args: Any) -> None: ...

    def _give(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def to_page(self) -> None:
        self._give(200, self.page, Content_Type="text/html; charset=utf-8")

    def to_cyrillic(self) -> None:
        self._give(200, "Переговоры прошли сегодня. ".encode("koi8-r") * 20, Content_Type="text/plain; charset=koi8-r")

    def to_packed(self) -> None:
        self._give(200, gzip.compress(self.page), Content_Encoding="gzip", Content_Type="text/html")

    def to_bomb(self) -> None:
        self._give(200, gzip.compress(b"0" * 60_000_000), Content_Encoding="gzip", Content_Type="text/html")

    def to_strange(self) -> None:
        self._give(200, b"\x1b\x00", Content_Encoding="br", Content_Type="text/html")

    def to_moved(self) -> None:
        self._give(301, b"", Location="../page")

    def to_local(self) -> None:
        self._give(302, b"", Location=f"http://127.0.0.1:{self.server.server_address[1]}/page")  # type: ignore[str-bytes-safe]

    def to_named(self) -> None:
        self._give(302, b"", Location="http://inside.example/page")

    def to_file(self) -> None:
        self._give(302, b"", Location="file:///etc/passwd")

    def to_password(self) -> None:
        self._give(302, b"", Location="http://user:secret@public.example/page")

    def to_port(self) -> None:
        self._give(302, b"", Location="http://public.example:6379/")

    def to_round(self) -> None:
        self._give(302, b"", Location="/round")

    def to_large(self) -> None:
        self._give(200, b"", Content_Length="50000001", Content_Type="text/html")

    def to_endless(self) -> None:
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        with suppress(OSError):
            for _ in range(60):
                self.wfile.write(b"x" * 1_000_000)

    def to_slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        with suppress(OSError):
            for _ in range(100):
                self.wfile.write(b"x")
                threading.Event().wait(0.05)


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    made.daemon_threads = True
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made.server_address[1]
    made.shutdown()
    made.server_close()


def _names(table: dict[str, list[str]]) -> guard.Resolve:
    """A resolver that knows these names, and addresses in numbers as the system reads them."""

    def resolve(host: str, port: int) -> list[str]:
        return table[host] if host in table else guard.resolve(host, port)

    return resolve


@dataclass
class World:
    """An internet for tests: ``public.example`` has a public address, connections to which reach the tests' own server."""

    server: int
    reached: list[str] = field(default_factory=list)
    table: dict[str, list[str]] = field(default_factory=lambda: {"public.example": [PUBLIC], "inside.example": ["10.0.0.7"]})

    def connect(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.reached.append(address)
        return guard.connect("127.0.0.1", self.server, seconds)

    def fetcher(self, **more: Any) -> Fetcher:
        return Fetcher(resolve=_names(self.table), connect=self.connect, **more)


@pytest.fixture
def world(server: int) -> World:
    _Pages.asked.clear()
    return World(server)


def test_a_page_is_fetched_from_the_address_that_was_checked(world: World) -> None:
    found = world.fetcher().fetch("http://public.example/page#part")
    assert (found.data, found.url, found.charset) == (_Pages.page, "http://public.example/page", "utf-8")
    assert world.reached == [PUBLIC]
    ((path, host, agent),) = _Pages.asked
    assert (path, host) == ("/page", "public.example")
    assert agent is not None
    assert agent.startswith("OnRecord/")


def test_the_second_address_is_tried_where_the_first_does_not_answer(world: World) -> None:
    world.table["public.example"] = ["1.0.0.1", PUBLIC]

    def connect(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        if address != PUBLIC:
            world.reached.append(address)
            raise httpcore.ConnectError("refused")
        return world.connect(address, port, seconds)

    assert Fetcher(resolve=_names(world.table), connect=connect).fetch("http://public.example/page").data == _Pages.page
    assert world.reached == ["1.0.0.1", PUBLIC]


def test_a_name_that_turns_to_this_machine_gains_nothing(world: World) -> None:
    """Rebinding: the name is resolved once a connection, and the connection goes to what was checked."""
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    fetcher = Fetcher(resolve=lambda host, port: next(answers), connect=world.connect)
    assert fetcher.fetch("http://public.example/page").data == _Pages.page
    assert world.reached == [PUBLIC]
    with pytest.raises(AddressRefused):
        fetcher.fetch("http://public.example/page")
    assert world.reached == [PUBLIC]


def test_the_certificate_is_asked_for_by_name(world: World) -> None:
    asked: list[str | None] = []

    class Plain(httpcore.NetworkStream):
        def start_tls(
            self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
        ) -> httpcore.NetworkStream:
            assert ssl_context.check_hostname
            assert ssl_context.verify_mode is ssl.CERT_REQUIRED
            asked.append(server_hostname)
            raise httpcore.ConnectError("no certificate here")

        def close(self) -> None: ...

    with pytest.raises(NotFound, match="no certificate here"):
        Fetcher(resolve=_names(world.table), connect=lambda *_: Plain()).fetch("https://public.example/page")
    assert asked == ["public.example"]


def test_redirects_are_followed_and_the_last_address_is_kept(world: World) -> None:
    assert world.fetcher().fetch("http://public.example/moved/once").url == "http://public.example/page"


@pytest.mark.parametrize("path", ["local", "named", "file", "password", "port"])
def test_a_redirect_to_what_is_forbidden_is_not_followed(world: World, path: str) -> None:
    with pytest.raises(AddressRefused):
        world.fetcher().fetch(f"http://public.example/{path}")
    assert world.reached == [PUBLIC]
    assert [asked[0] for asked in _Pages.asked] == [f"/{path}"]


def test_redirects_end(world: World) -> None:
    with pytest.raises(NotFound, match="leads on and on"):
        world.fetcher().fetch("http://public.example/round")
    assert len(_Pages.asked) == REDIRECTS + 1


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("nowhere", NotFound, "404"),
        ("large", TooLarge, "50 MB"),
        ("endless", TooLarge, "50 MB"),
        ("bomb", TooLarge, "unpacked"),
        ("strange", NotText, "'br'"),
    ],
)
def test_what_goes_wrong_is_named(world: World, path: str, kind: type[InputError], words: str) -> None:
    with pytest.raises(kind, match=words):
        world.fetcher().fetch(f"http://public.example/{path}")


def test_a_server_that_drips_is_left(world: World) -> None:
    with pytest.raises(ParserStopped, match="did not come within"):
        world.fetcher(seconds=0.5).fetch("http://public.example/slow")


def test_a_server_that_is_not_there(world: World) -> None:
    def refuse(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("[Errno 111] Connection refused")

    with pytest.raises(NotFound, match="Connection refused"):
        Fetcher(resolve=_names(world.table), connect=refuse).fetch("http://public.example/")


def test_what_was_packed_is_unpacked(world: World) -> None:
    assert world.fetcher().fetch("http://public.example/packed").data == _Pages.page


def test_an_address_is_read_like_a_file(world: World, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ingest.doors.fetch", world.fetcher().fetch)
    (found,) = load("http://public.example/page", Hints(), knowledge)
    assert isinstance(found, Document), found
    assert (found.id, found.url, found.title) == ("page", "http://public.example/page", pages.TITLE)
    (found,) = load("http://public.example/cyrillic", Hints(), knowledge)
    assert isinstance(found, Document), found
    assert found.text.startswith("Переговоры прошли сегодня.")
    assert found.origin is not None
    assert found.origin.media_type == "text/plain; charset=koi8-r"
    (failure,) = load("http://public.example/local", Hints(), knowledge)
    assert isinstance(failure, Failure)
    assert failure.name == "http://public.example/local"


def test_without_doubles_nothing_private_is_reached(listener: Listener, knowledge: Knowledge) -> None:
    for address in (f"http://localhost:{listener.port}/", f"https://127.0.0.1:{listener.port}/", "file:///etc/passwd"):
        (failure,) = load(address, Hints(), knowledge)
        assert isinstance(failure, Failure)
        assert isinstance(failure.error, AddressRefused)
    assert listener.accepted == []


@pytest.mark.parametrize("text", ["https://a.example/b", "HTTP://A.EXAMPLE", " http://a", "ftp://x", "file:///x", "gopher://x"])
def test_an_address_is_told_from_a_file(text: str) -> None:
    assert names_address(text)


@pytest.mark.parametrize("text", ["talks.txt", "/a/b", "C:\\talks", "c:/talks", "-", "http", "http:/a", "talks: a.txt", "a//b"])
def test_a_file_is_told_from_an_address(text: str) -> None:
    assert not names_address(text)


def test_there_are_sixty_disguises_and_more() -> None:
    assert len(set(FORBIDDEN_HOSTS)) >= 60
