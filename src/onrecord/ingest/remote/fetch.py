"""One web address, asked once, with limits of size, time and redirects."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, cast

from onrecord.errors import AddressRefused, InputError, NotFound, NotText, ParserStopped, TooLarge
from onrecord.ingest.files import Unpacked, all_of
from onrecord.ingest.limits import FETCH_CONNECT_SECONDS, FETCH_SECONDS, INPUT_BYTES, REDIRECTS, megabytes

if TYPE_CHECKING:
    import httpx

    from onrecord.ingest.remote.guard import Connect, Resolve

__all__ = ["Answer", "Fetched", "Fetcher", "fetch", "names_address"]

_SCHEME = re.compile(r"\s{0,20}[A-Za-z][A-Za-z0-9+.\-]{1,20}://")
_ADVICE = "save the page and read the file"
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Accept-Language": "en,*;q=0.5",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: the bytes, the address at which they stand after redirects, and the encoding that it names."""

    data: bytes
    url: str
    charset: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered to one request.

    ``headers`` and ``asked`` (those of the request) as they were sent. ``packed`` is the body as it came and ``data`` what it
    unpacks to, both empty unless ``status`` says success. ``location`` is where a redirect leads.
    """

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    asked: tuple[tuple[str, str], ...]
    packed: bytes = field(default=b"", repr=False)
    data: bytes = field(default=b"", repr=False)
    charset: str | None = None
    location: str | None = None

    def header(self, name: str) -> str | None:
        """The value of a header, whatever its case; null where there is none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def success(self) -> bool:
        """Whether the server gave what it was asked for."""
        return 200 <= self.status < 300


def names_address(source: str) -> bool:
    """Whether a source is an address and not the name of a file: ``https://...``, or another scheme, which is refused."""
    return _SCHEME.match(source) is not None


def fetch(address: str) -> Fetched:
    """What stands at a web address. Raises ``AddressRefused`` for one that is never asked, ``NotFound`` where none answers."""
    return Fetcher().fetch(address)


class Fetcher:
    """Fetches with these limits and, in tests, with other ways to resolve names and to connect."""

    def __init__(
        self,
        resolve: Resolve | None = None,
        connect: Connect | None = None,
        ports: tuple[int, ...] = (80, 443),
        seconds: float = FETCH_SECONDS,
        purpose: str = "reads one page that a person asked for",
    ) -> None:
        self._ways = {key: way for key, way in (("resolve", resolve), ("connect", connect)) if way is not None}
        self._ports = ports
        self._seconds = seconds
        self._purpose = purpose

    def fetch(self, address: str) -> Fetched:
        """What stands at the address, after at most ``REDIRECTS`` redirects. The time is that of all of them together."""
        with self._client() as client:
            for _ in range(REDIRECTS + 1):
                answer = self._once(client, address, {}, INPUT_BYTES)
                if answer.location is None:
                    return _fetched(answer)
                address = answer.location
        raise NotFound(f"it leads on and on, over {REDIRECTS} times: {_ADVICE}")

    def ask(self, address: str, headers: Mapping[str, str] | None = None, limit: int = INPUT_BYTES) -> Answer:
        """The answer to one request, whatever its status; a redirect is not followed. ``limit`` is in bytes of the body.

        Raises ``AddressRefused`` for an address that is never asked, ``NotFound`` or ``ParserStopped`` where no answer came.
        """
        with self._client() as client:
            return self._once(client, address, headers or {}, limit)

    def _once(self, client: httpx.Client, address: str, headers: Mapping[str, str], limit: int) -> Answer:
        request = client.build_request("GET", _checked(address), headers=dict(headers))
        with _told(self._seconds):
            answer = client.send(request, stream=True, follow_redirects=False)
            try:
                return _answer(answer, limit)
            finally:
                answer.close()

    def _client(self) -> httpx.Client:
        import httpx

        from onrecord.ingest.remote.guard import Guard, Transport

        guard = Guard(time.monotonic() + self._seconds, self._ports, **self._ways)  # type: ignore[arg-type]
        # Nothing of the environment: no proxy, no netrc with a password in it.
        agent = f"OnRecord/{version('onrecord')} ({self._purpose})"
        headers = {"User-Agent": agent, **_HEADERS}
        return httpx.Client(transport=Transport(guard), headers=headers, timeout=FETCH_CONNECT_SECONDS, trust_env=False)


def _checked(address: str | httpx.URL) -> httpx.URL:
    """An address as a URL that may be asked, without its fragment."""
    import httpx

    try:
        url = httpx.URL(address.strip() if isinstance(address, str) else address)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise AddressRefused(f"this is no web address ({error}): check it") from error
    if url.scheme not in ("http", "https"):
        raise AddressRefused(f"only http and https addresses are fetched, not {url.scheme or 'this'}: {_ADVICE}")
    if url.userinfo:
        raise AddressRefused("there is a name or password in the address: name it without")
    if not url.host:
        raise AddressRefused("there is no host in the address: check it")
    return url.copy_with(fragment=None)


def _next(answer: httpx.Response) -> httpx.URL:
    """Where a redirect leads."""
    import httpx

    try:
        return answer.url.join(answer.headers["Location"])
    except (httpx.InvalidURL, ValueError) as error:
        raise AddressRefused(f"it leads to what is no web address ({error}): {_ADVICE}") from error


def _answer(answer: httpx.Response, limit: int) -> Answer:
    packed = _body(answer, limit) if answer.is_success else b""
    return Answer(
        url=str(answer.url),
        status=answer.status_code,
        reason=answer.reason_phrase,
        headers=tuple(answer.headers.multi_items()),
        asked=tuple(answer.request.headers.multi_items()),
        packed=packed,
        data=_unpacked(packed, answer),
        charset=answer.charset_encoding,
        location=str(_next(answer)) if answer.has_redirect_location else None,
    )


def _fetched(answer: Answer) -> Fetched:
    if not answer.success:
        raise NotFound(f"the server answers {answer.status} {answer.reason}".rstrip() + ": check the address")
    return Fetched(answer.data, answer.url, answer.charset)


def _body(answer: httpx.Response, limit: int) -> bytes:
    if answer.headers.get("Content-Length", "").isdigit() and int(answer.headers["Content-Length"]) > limit:
        raise _too_large(limit)
    pieces, size = [], 0
    for piece in answer.iter_raw():
        size += len(piece)
        if size > limit:
            raise _too_large(limit)
        pieces.append(piece)
    return b"".join(pieces)


def _unpacked(data: bytes, answer: httpx.Response) -> bytes:
    """The body without the packing that was offered; gzip is unpacked within limits."""
    packing = answer.headers.get("Content-Encoding", "").strip().lower()
    if packing in ("", "identity") or not data:
        return data
    if packing in ("gzip", "x-gzip"):
        return all_of(cast("io.BufferedReader", io.BufferedReader(Unpacked(cast("io.BufferedReader", io.BytesIO(data))))))
    raise NotText(f"the server packs it as {packing[:40]!r}, which was not asked for: {_ADVICE}")


def _too_large(limit: int) -> TooLarge:
    return TooLarge(f"it is over {megabytes(limit)}, the limit for one report: {_ADVICE}")


@contextmanager
def _told(seconds: float) -> Iterator[None]:
    """What goes wrong on the way, as an error that says so in a line."""
    import httpcore
    import httpx

    try:
        yield
    except InputError:
        raise
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        raise ParserStopped(f"it did not come within {seconds:.0f} s: try again later, or {_ADVICE}") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        why = " ".join(str(error).split())[:200] or type(error).__name__
        raise NotFound(f"it cannot be fetched ({why}): check the address, or {_ADVICE}") from error
