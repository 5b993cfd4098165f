"""Looking at the pages of a source that are due: what is new, changed, gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.errors import AddressRefused, InputError, NotFound, ParserStopped
from onrecord.follow.asking import Asking, Later, Steps
from onrecord.follow.clock import Clock, moment
from onrecord.follow.events import Event, Keep, Kept, Kind, Tally
from onrecord.follow.limits import AGAIN_AFTER, REFUSED_SECONDS
from onrecord.follow.sources import Source
from onrecord.follow.state import Row, State
from onrecord.follow.warc import WarcFolder
from onrecord.follow.words import what_changed
from onrecord.ingest import Hints, from_page
from onrecord.ingest.policy import digest
from onrecord.ingest.remote import Answer
from onrecord.model import Document
from onrecord.tables import Knowledge
from onrecord.versions import changes

__all__ = ["Pages", "Tools"]

_HOUR, _DAY = 3_600.0, 86_400.0
_GONE = (404, 410)
_REFUSED, _TRIED = -1, -2


@dataclass(frozen=True, slots=True)
class Tools:
    """What looking at pages needs: how to ask, where to note, how to keep, and the folder of web archives, if any."""

    asking: Asking
    state: State
    clock: Clock
    knowledge: Knowledge
    keep: Keep
    tally: Tally
    warc: WarcFolder | None = None


class Pages:
    """Looks at pages of one source."""

    def __init__(self, source: Source, tools: Tools) -> None:
        self._source, self._tools, self._state = source, tools, tools.state

    def steps(self, most: int) -> Steps[None]:
        """Ask up to ``most`` of the pages that are due; where the site wishes to be left alone, the rest waits."""
        for row in self._state.due(self._source.key, self._tools.clock.now(), most):
            try:
                yield from self._page(row)
            except Later as error:
                yield self._event("failed", row.url, what=str(error))
                break
        self._tools.tally.left += self._state.waiting(self._source.key, self._tools.clock.now())

    def _page(self, row: Row) -> Steps[None]:
        self._tools.tally.asked += 1
        try:
            answer = yield from self._tools.asking.ask(self._source, row.url, row)
            yield from self._answered(row, answer)
        except Later:
            raise
        except (NotFound, ParserStopped) as error:
            yield self._failed(row, str(error))
        except InputError as error:
            # What may not be asked, or is no report: once told, it is not told again as long as it stays so.
            known = row.status == _REFUSED
            self._note(row, status=_REFUSED, tries=0, due_at=self._tools.clock.now() + REFUSED_SECONDS)
            yield from () if known else (self._event("failed", row.url, what=str(error)),)

    def _answered(self, row: Row, answer: Answer) -> Steps[None]:
        if answer.status == 304 and row.sha256 is not None:
            yield from self._same(row, answer)
        elif answer.status in _GONE and row.sha256 is not None:
            yield from self._gone(row, answer)
        elif not answer.success:
            yield self._failed(row, f"the server answers {answer.status} {answer.reason}".rstrip())
        elif not self._source.takes(answer.url):
            raise AddressRefused(f"it leads to {answer.url[:200]}, which is none of the publisher's reports: it is left alone")
        elif digest(answer.data) == row.sha256:
            yield from self._same(row, answer)
        else:
            yield from self._seen(row, answer)

    def _same(self, row: Row, answer: Answer) -> Steps[None]:
        """The page is what it was, to the byte."""
        if row.status in _GONE:
            yield self._event("back", row.url, what="the page is there again, as it was")
        else:
            self._tools.tally.count("unchanged")
        self._note(row, answer, status=200 if row.status != _REFUSED else _REFUSED)

    def _gone(self, row: Row, answer: Answer) -> Steps[None]:
        if row.status not in _GONE:
            yield self._event("gone", row.url, what=f"the server answers {answer.status} {answer.reason}".rstrip())
        self._note(row, status=answer.status, tries=0)

    def _failed(self, row: Row, why: str) -> Event:
        """It is asked again in an hour, then in two, four and so on up to a day."""
        wait = min(_DAY, _HOUR * 2 ** min(row.tries, 5))
        self._note(row, status=row.status or _TRIED, tries=row.tries + 1, due_at=self._now + wait)
        return self._event("failed", row.url, what=f"{why}: it is asked again later" if ":" not in why else why)

    def _seen(self, row: Row, answer: Answer) -> Steps[None]:
        """A page that is new or was changed: kept first, noted then, so that nothing is lost where this ends in between."""
        if self._tools.warc is not None:
            self._tools.warc.put(answer, moment(self._now))
        try:
            document = self._document(answer)
            kept = self._tools.keep(document, moment(self._now))
        except InputError as error:
            self._note(row, answer, sha256=digest(answer.data), status=_REFUSED)
            yield self._event("failed", row.url, what=str(error))
            return
        self._note(row, answer, sha256=digest(answer.data), status=200)
        yield from self._told(row, document, kept)

    def _document(self, answer: Answer) -> Document:
        hints = Hints(publisher=self._source.name, side=self._source.country)
        return from_page(answer.data, answer.url, answer.charset, hints, self._tools.knowledge)

    def _told(self, row: Row, document: Document, kept: Kept) -> Steps[None]:
        facts = {"id": kept.id, "title": document.title, "published": document.published, "country": document.country}
        if kept.first:
            yield self._event("new", document.url or row.url, what=kept.why, **facts)
        elif kept.before is not None and kept.record is not None:
            told = what_changed(changes(kept.before, kept.record, self._tools.knowledge))
            yield self._event("changed", document.url or row.url, what=told.line, report_changed=told.report, **facts)
        elif row.status in _GONE:
            yield self._event("back", document.url or row.url, what="the report is there again, as it was", **facts)
        else:
            self._tools.tally.count("unchanged")

    @property
    def _now(self) -> float:
        return self._tools.clock.now()

    def _note(self, row: Row, answer: Answer | None = None, **values: Any) -> None:
        """Note an answer, and when the page is to be asked again: the sooner, the newer it is."""
        now = self._now
        if answer is not None:
            values = {"etag": answer.header("ETag"), "modified": answer.header("Last-Modified"), "tries": 0} | values
            if answer.status == 304:
                values |= {"etag": values["etag"] or row.etag, "modified": values["modified"] or row.modified}
        again = next(wait for age, wait in AGAIN_AFTER if now - row.first_at < age)
        self._state.note(row.url, **{"asked_at": now, "done_mark": row.mark, "due_at": now + again} | values)

    def _event(self, kind: Kind, url: str, **more: Any) -> Event:
        return Event(kind=kind, source=self._source.key, url=url, seen_at=moment(self._now), **more)
