"""What ``onrecord watch`` does with what it was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.archives import opened
from onrecord.cli.messages import complain
from onrecord.cli.printing import print_rows, print_text
from onrecord.cli.run import own_folders
from onrecord.cli.work import Failed, outcomes, why_empty
from onrecord.errors import InputError, KnowledgeError

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.follow import Event, Kept, Source, State, WarcFolder, Watch
    from onrecord.model import Document, Record
    from onrecord.tables import Knowledge

__all__ = ["Watching", "chosen", "keeper", "list_sources", "run_watch", "state_file"]

_COLUMNS = ("source", "side", "name", "checked", "lists")


@dataclass(frozen=True, slots=True)
class Watching:
    """What was asked of ``watch``. ``every`` is in minutes."""

    sources: tuple[str, ...]
    once: bool
    every: int
    again: bool
    limit: int
    warc: Path | None
    format: str
    archive: str | None
    knowledge: tuple[Path, ...]
    quiet: bool


def run_watch(asked: Watching) -> int:
    """Pass over the sources, once or until interrupted, and print what is worth telling; gives how many things failed.

    Raises ``KnowledgeError`` for a source that is none, ``ArchiveError`` where the archive fails or another watch is at work.
    """
    from onrecord.follow import Tally

    with _watch(asked) as watch:
        began = watch.clock.passed()
        while True:
            tally = Tally()
            for event in watch.once(tally, asked.limit, asked.again):
                _tell(event, asked.format)
            if not asked.quiet:
                complain(tally.summary())
            if asked.once:
                return tally.failed
            began = max(began + 60 * asked.every, watch.clock.passed())
            watch.clock.wait(max(0.0, began - watch.clock.passed()))


@contextmanager
def _watch(asked: Watching) -> Iterator[Watch]:
    from onrecord.follow import WarcFolder, Watch
    from onrecord.follow.watch import SOFTWARE
    from onrecord.tables import load

    folders = own_folders(asked.knowledge)
    tables = load(*folders)
    followed = chosen(asked.sources, tables)
    with opened(asked.archive, asked.knowledge) as archive, _state(archive) as state, ExitStack() as rest:
        warc: WarcFolder | None = rest.enter_context(WarcFolder(asked.warc, SOFTWARE)) if asked.warc else None
        yield Watch(followed, keeper(archive, folders), state, tables, warc)


@contextmanager
def _state(archive: Archive) -> Iterator[State]:
    from onrecord.follow import State

    with State(state_file(archive)) as state:
        yield state


def state_file(archive: Archive) -> Path:
    """Where it is kept what was asked: beside the archive's file; for a database, in the user's folder of data."""
    if archive.place.file is not None:
        return archive.place.file.with_name(archive.place.file.name + ".watch")
    import hashlib

    from onrecord.archive import default_file

    return default_file().with_name(f"{hashlib.sha256(archive.place.name.encode()).hexdigest()[:16]}.watch")


def keeper(archive: Archive, folders: Sequence[str]) -> _Keeper:
    """A function that keeps a document in the archive as a version of its address: see ``onrecord.follow.events.Keep``."""
    return _Keeper(archive, folders)


class _Keeper:
    def __init__(self, archive: Archive, folders: Sequence[str]) -> None:
        self._archive, self._folders = archive, folders

    def __call__(self, document: Document, seen_at: str) -> Kept:
        from onrecord.follow import Kept

        assert document.url is not None
        before = self._archive.versions(document.url)
        if before and before[-1]["sha256"] == document.sha256:
            return Kept(before[-1]["id"], first=False)
        noted = self._archive.note(document, seen_at)
        record = self._archive.record(noted.id, corrected=False) if noted else self._read(document)
        added = noted or self._archive.add(record, seen_at)
        if not before:
            return Kept(added.id, first=True, why=why_empty(record))
        if added.outcome == "updated":
            # The same bytes, of which another version of OnRecord took another text: nobody changed the page.
            return Kept(added.id, first=False)
        return Kept(added.id, False, self._archive.record(before[-1]["id"], corrected=False), record, why_empty(record))

    def _read(self, document: Document) -> Record:
        (found,) = outcomes([document], self._folders, 1)
        if isinstance(found, Failed):
            raise InputError(found.why)
        return found


def chosen(names: Sequence[str], knowledge: Knowledge) -> list[Source]:
    """The sources that are named by key, publisher or side; all where none is. Raises ``KnowledgeError`` for another name."""
    from onrecord.follow import sources
    from onrecord.lookups.publishers import publishers

    every, known = sources(knowledge), publishers(knowledge)
    found: dict[str, Source] = {} if names else dict(every)
    for name in names:
        publisher = known.by_name(name)
        keys = [k for k, s in every.items() if name == k or name.upper() == s.country or (publisher and publisher.key == k)]
        if not keys:
            raise KnowledgeError(f"{name!r} is no source: `onrecord watch --list` names those that are")
        found.update((key, every[key]) for key in keys)
    return list(found.values())


def list_sources(names: Sequence[str], knowledge: tuple[Path, ...], form: str) -> None:
    """Print the sources: where their reports are listed, and when somebody last saw that it is so."""
    from onrecord.tables import load

    rows = [
        {"source": s.key, "side": s.country, "name": s.name, "checked": s.checked, "lists": " ".join(url for _, url in s.lists)}
        for s in chosen(names, load(*own_folders(knowledge)))
    ]
    print_rows(rows, _COLUMNS, "json" if form == "json" else "table", "No publisher is followed.")


def _tell(event: Event, form: str) -> None:
    """An event on standard output; in lines, a failure is told on standard error."""
    if form == "json":
        print_text(event.to_json() + "\n")
    elif event.kind == "failed":
        complain(event.what or "it failed", event.url)
    else:
        from onrecord.export.words import printable

        pieces = (f"{event.kind:<8}{event.source}", event.published, event.title, event.url, event.what)
        print_text(" ".join(printable("  ".join(p for p in pieces if p)).splitlines()) + "\n")
