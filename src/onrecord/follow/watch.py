"""Passes over sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version

from onrecord.follow.asking import Asking, Steps
from onrecord.follow.clock import Clock
from onrecord.follow.events import Event, Keep, Tally
from onrecord.follow.limits import PAGES
from onrecord.follow.listed import Lists
from onrecord.follow.pages import Pages, Tools
from onrecord.follow.sources import Source
from onrecord.follow.state import State
from onrecord.follow.turns import in_turns
from onrecord.follow.warc import WarcFolder
from onrecord.ingest.remote import Fetcher
from onrecord.tables import Knowledge

__all__ = ["SOFTWARE", "Watch"]

SOFTWARE = f"OnRecord/{version('onrecord')}"
PURPOSE = "follows official reports for changes; obeys robots.txt as OnRecord"


class Watch:
    """Watches sources: see :meth:`once`.

    ``keep`` keeps what is found; ``fetcher`` and ``clock`` are for tests, and so is a ``state`` that lies in no file.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        keep: Keep,
        state: State,
        knowledge: Knowledge,
        warc: WarcFolder | None = None,
        fetcher: Fetcher | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.sources = tuple(sources)
        self._keep, self._state, self._knowledge, self._warc = keep, state, knowledge, warc
        self.clock = clock or Clock()
        self._asking = Asking(fetcher or Fetcher(purpose=PURPOSE), state, self.clock)

    def once(self, tally: Tally, most: int = PAGES, every: bool = False) -> Iterator[Event]:
        """One pass: all lists, then the pages that are due, up to ``most`` of each source. Counts go into ``tally``.

        ``every``: all pages that are known, due or not. Raises ``ArchiveError`` or ``ModelMissing`` where it cannot go on at all.
        """
        tools = Tools(self._asking, self._state, self.clock, self._knowledge, self._keep, tally, self._warc)
        for event in in_turns([self._work(source, tools, most, every) for source in self.sources], self.clock):
            tally.count(event.kind)
            yield event

    def _work(self, source: Source, tools: Tools, most: int, every: bool) -> Steps[None]:
        if every:
            self._state.all_due(source.key, self.clock.now())
        yield from Lists(source, self._asking, self._state, self.clock, self._knowledge).steps()
        yield from Pages(source, tools).steps(most)
