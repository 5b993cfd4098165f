"""Finding the pages of a source: its lists are asked, and the addresses in them noted."""

from __future__ import annotations

from datetime import datetime

from onrecord.errors import InputError, NotFound
from onrecord.follow.addresses import whole
from onrecord.follow.asking import Asking, Steps
from onrecord.follow.clock import Clock, moment
from onrecord.follow.events import Event
from onrecord.follow.limits import MAP_DAYS, MAP_DEPTH, MAPS
from onrecord.follow.sources import Source
from onrecord.follow.state import Row, State
from onrecord.ingest.limits import FEED_BYTES, INPUT_BYTES
from onrecord.ingest.lists import Link, links_in
from onrecord.ingest.policy import digest
from onrecord.ingest.remote import Answer
from onrecord.tables import Knowledge

__all__ = ["Lists"]

_DAY = 86_400.0
NO_LINKS = "nothing that it lists has an address as its reports have: see that its links in knowledge/publishers are right"


class Lists:
    """Asks the lists of one source and notes in the state what they name."""

    def __init__(self, source: Source, asking: Asking, state: State, clock: Clock, knowledge: Knowledge) -> None:
        self._source, self._asking, self._state, self._clock, self._knowledge = source, asking, state, clock, knowledge
        self._maps = 0

    def steps(self) -> Steps[None]:
        """Ask all lists; one that fails is told, and the others are asked."""
        for form, url in self._source.lists:
            self._state.list_(self._source.key, "list", None, [(url, None)], self._clock.now())
            yield from self._told(form, url, 0)

    def _told(self, form: str, url: str, depth: int) -> Steps[None]:
        try:
            yield from self._list(form, url, depth)
        except InputError as error:
            now = self._clock.now()
            yield Event(kind="failed", source=self._source.key, url=url, seen_at=moment(now), what=str(error))

    def _list(self, form: str, url: str, depth: int) -> Steps[None]:
        known = self._state.row(url)
        assert known is not None
        if not _as_it_was(known):
            limit = INPUT_BYTES if form == "sitemap" else FEED_BYTES
            answer = yield from self._asking.ask(self._source, url, known, limit)
            self._take(form, known, answer)
        if form == "sitemap" and depth < MAP_DEPTH:
            for child in self._state.maps(self._source.key, url):
                if self._maps < MAPS and child.url != url:
                    self._maps += 1
                    yield from self._told(form, child.url, depth + 1)

    def _take(self, form: str, known: Row, answer: Answer) -> None:
        """Note what a list names, then what is needed to be told that it did not change: in this order, lest anything be lost."""
        now = self._clock.now()
        if answer.status != 304 and not answer.success:
            raise NotFound(f"the server answers {answer.status} {answer.reason}".rstrip() + ": see that its address is right")
        sha256 = digest(answer.data) if answer.success else known.sha256
        if answer.success and sha256 != known.sha256:
            self._note(form, known.url, answer, now)
        same = {"etag": known.etag, "modified": known.modified}
        values = _validators(answer) if answer.success else same
        self._state.note(known.url, sha256=sha256, status=200, asked_at=now, done_mark=known.mark, **values)

    def _note(self, form: str, url: str, answer: Answer, now: float) -> None:
        found = links_in(answer.data, form, self._knowledge, self._source.entries, answer.charset)
        pages = [(address, link.updated) for link in found.items if (address := self._wanted(link, answer.url, form, now))]
        maps = [(address, m.updated) for m in found.maps if (address := whole(m.url, answer.url)) and self._source.holds(address)]
        if not pages and form != "sitemap":
            raise NotFound(NO_LINKS)
        self._state.list_(self._source.key, "map", url, maps, now)
        self._state.list_(self._source.key, "page", url, pages, now)

    def _wanted(self, link: Link, base: str, form: str, now: float) -> str | None:
        """A link's whole address, if it is one of the source's reports and not long past."""
        address = whole(link.url, base)
        if address is None or not self._source.takes(address):
            return None
        changed = _seconds(link.updated) if form == "sitemap" else None
        past = changed is not None and changed < now - MAP_DAYS * _DAY
        return None if past and self._state.row(address) is None else address


def _as_it_was(known: Row) -> bool:
    """Whether a sitemap's index says that it did not change since it was last read."""
    return known.kind == "map" and known.status == 200 and known.mark is not None and known.mark == known.done_mark


def _validators(answer: Answer) -> dict[str, str | None]:
    return {"etag": answer.header("ETag"), "modified": answer.header("Last-Modified")}


def _seconds(written: str | None) -> float | None:
    """A moment or a day in ISO 8601 as seconds since 1970; null for what is none."""
    try:
        return datetime.fromisoformat(written).timestamp() if written else None
    except (ValueError, OverflowError, OSError):
        return None
