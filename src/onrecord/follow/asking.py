"""Asking a site as a guest: by its robots.txt, at its pace, again where it did not answer, later where it says later."""

from __future__ import annotations

from collections.abc import Generator
from email.utils import parsedate_to_datetime
from typing import NamedTuple, TypeVar
from urllib.parse import urljoin

from onrecord.errors import AddressRefused, InputError, NotFound, ParserStopped, TooLarge
from onrecord.follow.addresses import host_of, origin_of
from onrecord.follow.clock import Clock
from onrecord.follow.events import Event
from onrecord.follow.limits import BACK_OFF, PATIENCE, ROBOTS_BYTES, ROBOTS_SECONDS
from onrecord.follow.robots import Rules
from onrecord.follow.sources import Source
from onrecord.follow.state import Host, Row, State
from onrecord.ingest.limits import INPUT_BYTES, REDIRECTS
from onrecord.ingest.remote import Answer, Fetcher

__all__ = ["Asking", "Later", "Steps", "Turn"]

T = TypeVar("T")
_AGAIN = frozenset((429, 500, 502, 503, 504))
_LONGEST_NUMBER = 9


class Turn(NamedTuple):
    """What a piece of work waits for: to ask this host, not before this moment (of ``Clock.passed``)."""

    host: str
    at: float


Steps = Generator[Turn | Event, None, T]
"""Work that gives way before each request, tells events on its way, and ends with a result."""


class Later(InputError):
    """A site wishes not to be asked before some time."""


class Asking:
    """Asks sites. ``state`` keeps what they say of themselves."""

    def __init__(self, fetcher: Fetcher, state: State, clock: Clock) -> None:
        self._fetcher, self._state, self._clock = fetcher, state, clock
        self._free: dict[str, float] = {}
        self._rules: dict[str, Rules] = {}

    def ask(self, source: Source, url: str, known: Row | None = None, limit: int = INPUT_BYTES) -> Steps[Answer]:
        """What stands at an address of a source, after redirects within the source's hosts.

        With what is ``known`` of it, the answer may be 304. Raises ``AddressRefused`` where it may not be asked, ``Later`` where
        its site wishes to be left alone, ``NotFound`` or ``ParserStopped`` where no answer came.
        """
        headers = _conditions(known)
        for _ in range(REDIRECTS + 1):
            if not source.holds(url):
                raise AddressRefused(f"it leads to {host_of(url) or 'no host'}, which is not the publisher's: it is not followed")
            rules = yield from self._robots(source, url)
            if not rules.allow(url):
                raise AddressRefused("the site's robots.txt asks not to fetch it: it is left alone")
            answer = yield from self._answered(url, headers, limit, max(source.delay, rules.delay()))
            if answer.location is None:
                return answer
            url = urljoin(url, answer.location).partition("#")[0]
        raise NotFound(f"it leads on and on, over {REDIRECTS} times: check the address")

    def _robots(self, source: Source, url: str) -> Steps[Rules]:
        """The rules of an address's site, read anew once a day."""
        origin = origin_of(url)
        known, now = self._state.host(origin), self._clock.now()
        if origin in self._rules and known.robots_at + ROBOTS_SECONDS > now:
            return self._rules[origin]
        if known.robots is None or not known.robots_at <= now < known.robots_at + ROBOTS_SECONDS:
            text = yield from self._robots_text(source, origin, known)
            known = known._replace(robots=text, robots_at=self._clock.now())
            self._state.note_host(origin, known)
        self._rules[origin] = Rules(known.robots or "")
        return self._rules[origin]

    def _robots_text(self, source: Source, origin: str, known: Host) -> Steps[str]:
        """As RFC 9309 has it: none is none, and where a site fails to say, what it said before holds, or nothing is asked."""
        url = f"{origin}/robots.txt"
        try:
            for _ in range(REDIRECTS + 1):
                answer = yield from self._answered(url, {}, ROBOTS_BYTES, source.delay)
                if answer.success:
                    return answer.data.decode("utf-8-sig", "replace")
                if answer.location is None:
                    break
                url = urljoin(url, answer.location)
            if 400 <= answer.status < 500 and answer.status not in _AGAIN:
                return ""
            why = f"the server answers {answer.status}"
        except TooLarge:
            why = f"it is over {ROBOTS_BYTES} bytes"
        except (NotFound, ParserStopped, AddressRefused) as error:
            why = str(error).partition(":")[0]
        if known.robots is not None:
            return known.robots
        raise NotFound(f"its robots.txt cannot be read ({why}), so nothing is asked of it: it is tried again next time")

    def _answered(self, url: str, headers: dict[str, str], limit: int, delay: float) -> Steps[Answer]:
        """An answer, asked for up to three times; a server's own word on when to come again goes before our schedule."""
        host, origin = host_of(url), origin_of(url)
        for pause in (*BACK_OFF, None):
            self._mind(origin)
            yield from self._turn(host)
            try:
                answer = self._fetcher.ask(url, headers, limit)
            except (NotFound, ParserStopped):
                if pause is None:
                    raise
                self._free[host] = self._clock.passed() + max(delay, pause)
                continue
            finally:
                self._free[host] = max(self._free.get(host, 0.0), self._clock.passed() + delay)
            if answer.status not in _AGAIN:
                return answer
            wait = self._wished(answer)
            if pause is None or (wait or 0.0) > PATIENCE:
                self._leave(origin, wait)
                return answer
            self._free[host] = self._clock.passed() + max(delay, pause, wait or 0.0)
        raise AssertionError("the last try ends in an answer or an error")

    def _turn(self, host: str) -> Steps[None]:
        """Wait until the host may be asked; another source may have asked it meanwhile."""
        yield Turn(host, self._free.get(host, 0.0))
        while self._free.get(host, 0.0) > self._clock.passed():
            yield Turn(host, self._free[host])

    def _mind(self, origin: str) -> None:
        left = self._state.host(origin).not_before - self._clock.now()
        if left > 0:
            raise Later(
                f"its site wishes not to be asked for {max(1, round(left / 60))} minutes more: it is left alone until then"
            )

    def _leave(self, origin: str, wait: float | None) -> None:
        if wait is not None and wait > PATIENCE:
            wait = min(wait, ROBOTS_SECONDS)
            self._state.note_host(origin, self._state.host(origin)._replace(not_before=self._clock.now() + wait))

    def _wished(self, answer: Answer) -> float | None:
        """Seconds that a server asks to wait, as a number or as a time of day."""
        said = (answer.header("Retry-After") or "").strip()
        if said.isascii() and said.isdigit():
            return float(said[:_LONGEST_NUMBER])
        try:
            return max(0.0, parsedate_to_datetime(said).timestamp() - self._clock.now()) if said else None
        except (ValueError, TypeError, OverflowError, IndexError):
            return None


def _conditions(known: Row | None) -> dict[str, str]:
    """What a server needs to say "not modified"."""
    if known is None:
        return {}
    pairs = (("If-None-Match", known.etag), ("If-Modified-Since", known.modified))
    return {name: value for name, value in pairs if value}
