"""One web address, asked once, with limits of size, time and redirects."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, cast

from onrecord.errors import AddressRefused, InputError, NotFound, NotText, ParserStopped, TooLarge
from onrecord.ingest.files import Unpacked, all_of
from onrecord.ingest.limits import FETCH_CONNECT_SECONDS, FETCH_SECONDS, INPUT_BYTES, REDIRECTS, megabytes

if TYPE_CHECKING:
    import httpx

    from onrecord.ingest.remote.guard import Connect, Resolve

__all__ = ["Fetched", "Fetcher", "fetch", "names_address"]

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
    ) -> None:
        self._ways = {key: way for key, way in (("resolve", resolve), ("connect", connect)) if way is not None}
        self._ports = ports
        self._seconds = seconds

    def fetch(self, address: str) -> Fetched:
        """What stands at the address, after at most ``REDIRECTS`` redirects. The time is that of all of them together."""
        with self._client() as client:
            request = client.build_request("GET", _checked(address))
            for _ in range(REDIRECTS + 1):
                with _told(self._seconds):
                    answer = client.send(request, stream=True, follow_redirects=False)
                    if not answer.has_redirect_location:
                        return _taken(answer)
                    answer.close()
                    request = client.build_request("GET", _checked(_next(answer)))
        raise NotFound(f"it leads on and on, over {REDIRECTS} times: {_ADVICE}")

    def _client(self) -> httpx.Client:
        import httpx

        from onrecord.ingest.remote.guard import Guard, Transport

        guard = Guard(time.monotonic() + self._seconds, self._ports, **self._ways)  # type: ignore[arg-type]
        # Nothing of the environment: no proxy, no netrc with a password in it.
        agent = f"OnRecord/{version('onrecord')} (reads one page that a person asked for)"
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


def _taken(answer: httpx.Response) -> Fetched:
    if not answer.is_success:
        raise NotFound(f"the server answers {answer.status_code} {answer.reason_phrase}".rstrip() + ": check the address")
    if answer.headers.get("Content-Length", "").isdigit() and int(answer.headers["Content-Length"]) > INPUT_BYTES:
        raise _too_large()
    pieces, size = [], 0
    for piece in answer.iter_raw():
        size += len(piece)
        if size > INPUT_BYTES:
            raise _too_large()
        pieces.append(piece)
    return Fetched(_unpacked(b"".join(pieces), answer), str(answer.url), answer.charset_encoding)


def _unpacked(data: bytes, answer: httpx.Response) -> bytes:
    """The body without the packing that was offered; gzip is unpacked within limits."""
    packing = answer.headers.get("Content-Encoding", "").strip().lower()
    if packing in ("", "identity") or not data:
        return data
    if packing in ("gzip", "x-gzip"):
        return all_of(cast("io.BufferedReader", io.BufferedReader(Unpacked(cast("io.BufferedReader", io.BytesIO(data))))))
    raise NotText(f"the server packs it as {packing[:40]!r}, which was not asked for: {_ADVICE}")


def _too_large() -> TooLarge:
    return TooLarge(f"it is over {megabytes(INPUT_BYTES)}, the limit for one report: {_ADVICE}")


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
