"""What a search finds, to the statement, on both kinds of database; and what corrections and odd words do to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from tests.archive.conftest import DATABASES

from onrecord.archive import Archive, open_archive
from onrecord.archive.queries.reports import count_by
from onrecord.archive.queries.search import Filters, Found, counted, reports_with, search
from onrecord.archive.queries.talks import talks_by_year
from onrecord.archive.queries.wording import parsed
from onrecord.errors import InputError
from onrecord.model import Record
from onrecord.tables import Knowledge

Ask = Callable[..., Found]
Keys = set[tuple[str, str]]


@pytest.fixture(scope="module", params=DATABASES)
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, own: Knowledge, reports: tuple[Record, ...]
) -> Iterator[Archive]:
    """An archive of all bundled reports on each kind of database, for tests that only ask."""
    sqlite = request.param == "sqlite"
    place = str(tmp_path_factory.mktemp("filled") / "a.db") if sqlite else request.getfixturevalue("postgres").database()
    with open_archive(place, own) as found:
        for record in reports:
            found.add(record)
        yield found


@pytest.fixture
def ask(filled: Archive) -> Ask:
    """Search: ``ask("railway", act="agree")``."""

    def asked(words: str | None = None, limit: int = 500, **filters: object) -> Found:
        with filled.reading() as connection:
            return search(connection, parsed(words) if words else None, Filters(**filters), limit)  # type: ignore[arg-type]

    return asked


def keys(found: Found) -> Keys:
    return {(hit.document, hit.id) for hit in found.hits}


def holding(reports: tuple[Record, ...], pattern: str) -> Keys:
    said = [(r, s, " ".join(c.text for c in s.content)) for r in reports for s in r.statements]
    return {(r.document.id, s.id) for r, s, words in said if re.search(pattern, words, re.IGNORECASE)}


def test_words_phrases_and_beginnings_find_what_holds_them(ask: Ask, reports: tuple[Record, ...]) -> None:
    assert keys(ask("railway")) == holding(reports, r"\brailway") != set()
    assert keys(ask('"railway crossing"')) == holding(reports, r"\brailway\W+crossing\b") != set()
    assert keys(ask("“railway crossing”")) == keys(ask('"railway crossing"'))
    assert keys(ask('"crossing railway"')) == set()
    assert keys(ask("fish*")) == holding(reports, r"\bfish") != set()
    assert keys(ask("RAILWAYS")) == keys(ask("railway"))


def test_or_and_not_and_brackets_are_sets(ask: Ask) -> None:
    rail, fish, crossing = (keys(ask(word)) for word in ("railway", "fish", "crossing"))
    assert keys(ask("railway OR fish")) == rail | fish
    assert keys(ask("railway NOT crossing")) == keys(ask("railway -crossing")) == rail - crossing
    assert keys(ask("(railway OR fish) NOT crossing")) == (rail | fish) - crossing
    assert keys(ask("railway AND crossing OR fish")) == (rail & crossing) | fish
    assert keys(ask("railway NOT (crossing OR fish)")) == rail - crossing - fish


@pytest.mark.parametrize("query", ["“open", "gas NOT (NOT oil)", "gas NOT NOT oil"])
def test_what_is_no_query_is_told_in_a_line(query: str) -> None:
    with pytest.raises(InputError) as error:
        parsed(query)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("query", ["it's", "a:b*", "x'; DROP TABLE statements; --", "é*", "50 percent", "U.S.-led", "🙂 gas"])
def test_odd_words_run(ask: Ask, query: str) -> None:
    ask(query)
    assert ask("railway").total > 0


@pytest.mark.parametrize("words", [None, "the OR to OR of"])
@pytest.mark.parametrize(
    "filters",
    [
        {"speakers": ("person:helena-marsk",)},
        {"country": "QV", "act": "agree"},
        {"topic": "economic", "kind": "indirect"},
        {"side": "QS", "since": "2024", "until": "2024-12"},
    ],
)
def test_filters_let_through_what_is_so(
    ask: Ask, reports: tuple[Record, ...], words: str | None, filters: dict[str, str]
) -> None:
    found = keys(ask(words, **filters))
    among = holding(reports, r"\b(the|to|of)\b" if words else "")
    expected = {(r.document.id, s.id) for r in reports for s in r.statements if _passes(r, s, filters)}
    assert found == expected & among
    assert found


def _passes(record: Record, statement: object, filters: dict[str, object]) -> bool:
    s, d = statement, record.document
    tests = {
        "speakers": lambda v: any(p.id in v for p in s.speakers),  # type: ignore[attr-defined]
        "country": lambda v: any(p.country == v for p in s.speakers),  # type: ignore[attr-defined]
        "act": lambda v: s.act == v,  # type: ignore[attr-defined]
        "kind": lambda v: s.kind == v,  # type: ignore[attr-defined]
        "topic": lambda v: v in s.topics,  # type: ignore[attr-defined]
        "side": lambda v: d.country == v,
        "since": lambda v: (d.published or "") >= v,
        "until": lambda v: (d.published or "9") <= f"{v}~",
    }
    return all(tests[name](value) for name, value in filters.items())


def test_hits_cite_their_place(ask: Ask, filled: Archive) -> None:
    for hit in ask("railway").hits:
        (statement,) = [s for s in filled.record(hit.document).statements if s.id == hit.id]
        assert (hit.start, hit.end) == (statement.content[0].start, statement.content[-1].end)
        marked = [piece for piece, own in hit.snippet if own]
        assert marked
        assert all("rail" in piece.lower() for piece in marked)


def test_corrections_are_in_what_is_found(archive: Archive, reports: tuple[Record, ...]) -> None:
    archive.add(next(r for r in reports if r.document.id == "linmouth-veskonia"))
    with archive.reading() as connection:
        hit = search(connection, parsed("railway"), Filters(), 1).hits[0]
    archive.correct(hit.id, "act", "warn", who="Ada", why="it warns", document=hit.document)
    with archive.reading() as connection:
        assert hit.id in {h.id for h in search(connection, parsed("railway"), Filters(act="warn"), 50).hits}


def test_reports_with_what_is_found(filled: Archive, ask: Ask) -> None:
    with filled.reading() as connection:
        assert set(reports_with(connection, parsed("railway"), Filters())) == {h.document for h in ask("railway").hits}
        assert reports_with(connection, None, Filters()) == filled.ids()


def test_counts_by_year_add_up(filled: Archive, ask: Ask) -> None:
    with filled.reading() as connection:
        years = counted(connection, "year", Filters())
        assert sum(n for _, n in years) == sum(h.day is not None for h in ask().hits)
        assert sum(c.reports for c in count_by(connection, "year")) == len(filled)
        assert talks_by_year(connection)
