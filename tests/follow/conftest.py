"""What the tests of following share: a site that is played, a source that lists it, and a watch over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.follow.site import HOST, FakeClock, Site, playing

from onrecord.archive import Archive, open_archive
from onrecord.cli.watching import keeper
from onrecord.follow import Event, State, Tally, WarcFolder, Watch, sources
from onrecord.tables import Knowledge, load

SOURCE = f"""
name = "President of Velland"
country = "FI"
domains = ["{HOST}"]

[follow]
{{lists}}
links = ["http://{HOST}/news/#", "http://{HOST}/news/*-#"]
"""


@pytest.fixture
def site() -> Iterator[Site]:
    with playing(Site(FakeClock())) as made:
        yield made


@dataclass
class World:
    """A site, and a watch over it with an archive and a state of its own."""

    site: Site
    archive: Archive
    state: State
    folder: Path
    own: Path
    tables: Knowledge
    warc: WarcFolder | None = None
    seconds: float = 10.0
    tally: Tally = field(default_factory=Tally)

    def go(self, hours: float = 0.0, most: int = 100, every: bool = False) -> list[Event]:
        """One pass, after so many hours."""
        self.site.clock.time += 3600 * hours
        self.tally = Tally()
        followed = list(sources(self.tables).values())
        own = [s for s in followed if s.key.startswith("velland")]
        keep = keeper(self.archive, [str(self.own)])
        fetcher = self.site.fetcher(seconds=self.seconds)
        watch = Watch(own, keep, self.state, self.tables, self.warc, fetcher, self.site.clock)
        return list(watch.once(self.tally, most, every))

    def kinds(self, **more: float) -> list[str]:
        return [event.kind for event in self.go(**more)]  # type: ignore[arg-type]


MakeWorld = Callable[..., World]


MakeTables = Callable[..., Path]


@pytest.fixture(scope="session")
def tables_with(tmp_path_factory: pytest.TempPathFactory) -> MakeTables:
    """Folders of tables with sources in them: of the same sources one, for what is built from tables is dear."""
    known: dict[tuple[str, ...], Path] = {}

    def folder(*files: str) -> Path:
        if files not in known:
            known[files] = tmp_path_factory.mktemp("tables")
            (known[files] / "publishers").mkdir()
            for number, text in enumerate(files):
                (known[files] / "publishers" / f"velland{number}.toml").write_text(text, encoding="utf-8")
        return known[files]

    return folder


@pytest.fixture
def make(site: Site, tmp_path: Path, tables_with: MakeTables) -> Iterator[MakeWorld]:
    """A world whose source lists what is given: ``make('feeds = [...]')``; with more ``hosts``, a source for each."""
    open_ones: list[World] = []

    def made(lists: str, hosts: tuple[str, ...] = (HOST,)) -> World:
        own = tables_with(*(SOURCE.format(lists=lists).replace(HOST, host) for host in hosts))
        folder = tmp_path / str(len(open_ones))
        folder.mkdir()
        tables = load(own)
        world = World(site, open_archive(folder / "talks.db", tables), State(None), folder, own, tables)
        open_ones.append(world)
        return world

    yield made
    for world in open_ones:
        world.state.close()
        world.archive.close()


@pytest.fixture
def feed(make: MakeWorld) -> World:
    """A world with a source that has one feed."""
    return make(f'feeds = ["http://{HOST}/feed"]')
