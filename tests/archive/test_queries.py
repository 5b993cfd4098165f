"""Questions to an archive, the same on both databases: search, claims, persons, pairs, pledges."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, text

from onrecord.archive import Archive
from onrecord.archive.queries.claims import claims, figure_of, indicator_named, measures, subject_named
from onrecord.archive.queries.follow import pair, person
from onrecord.archive.queries.pledges import mentioned_again, pledges
from onrecord.archive.queries.reports import count_by
from onrecord.archive.queries.search import Filters, Found, counted, reports_with, search
from onrecord.archive.queries.talks import talks_by_year
from onrecord.archive.queries.whom import country_named, one_person, whom
from onrecord.archive.queries.wording import parsed, postgresql_words, sqlite_words
from onrecord.errors import ArchiveError, InputError
from onrecord.model import Record

Ask = Callable[..., Found]


@pytest.fixture
def filled(archive: Archive, reports: tuple[Record, ...]) -> Archive:
    """An archive of all bundled reports."""
    for record in reports:
        archive.add(record)
    return archive


@pytest.fixture
def ask(filled: Archive) -> Ask:
    """Search: ``ask('"second crossing"', act="agree")``."""

    def asked(words: str | None = None, limit: int = 200, offset: int = 0, **filters: object) -> Found:
        with filled.reading() as connection:
            node = parsed(words) if words else None
            return search(connection, node, Filters(**filters), limit, offset)  # type: ignore[arg-type]

    return asked


def said(reports: tuple[Record, ...]) -> list[tuple[Record, str, str]]:
    """Every statement of the reports: its record, its id, its words."""
    return [(r, s.id, " ".join(c.text for c in s.content)) for r in reports for s in r.statements]


def ids(found: Found) -> set[tuple[str, str]]:
    return {(hit.document, hit.id) for hit in found.hits}


def holding(reports: tuple[Record, ...], test: Callable[[str], bool]) -> set[tuple[str, str]]:
    return {(r.document.id, id_) for r, id_, words in said(reports) if test(words.lower())}


def test_words_find_what_holds_them(ask: Ask, reports: tuple[Record, ...]) -> None:
    assert ids(ask("railway")) == holding(reports, lambda t: "railway" in t)
    assert ids(ask("railway crossing")) == holding(reports, lambda t: "railway" in t and "crossing" in t)
    assert ids(ask("railway")), "the reports tell of a railway"


def test_a_phrase_is_words_one_after_the_other(ask: Ask, reports: tuple[Record, ...]) -> None:
    assert ids(ask('"railway crossing"')) == holding(reports, lambda t: "railway crossing" in t)
    assert ids(ask("“railway crossing”")) == ids(ask('"railway crossing"'))
    assert ids(ask('"crossing railway"')) == set()


def test_a_beginning_finds_words_that_go_on(ask: Ask, reports: tuple[Record, ...]) -> None:
    import re

    assert ids(ask("fish*")) == holding(reports, lambda t: re.search(r"\bfish", t) is not None)


def test_the_forms_of_a_word_are_one(ask: Ask) -> None:
    assert ids(ask("agreements")) == ids(ask("agreement"))
    assert ids(ask("RAILWAYS")) == ids(ask("railway"))


def test_or_and_not_and_brackets(ask: Ask) -> None:
    rail, fish = ids(ask("railway")), ids(ask("fish"))
    crossing = ids(ask("crossing"))
    assert ids(ask("railway OR fish")) == rail | fish
    assert ids(ask("railway NOT crossing")) == ids(ask("railway -crossing")) == rail - crossing
    assert ids(ask("(railway OR fish) NOT crossing")) == (rail | fish) - crossing
    assert ids(ask("railway AND crossing OR fish")) == (rail & crossing) | fish


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ('"open', "close the quotation"),
        ("“open", "close the quotation"),
        ("(gas", "without its \\)"),
        ("gas)", "without its \\("),
        ("NOT gas", "only what must not be there"),
        ("-gas", "only what must not be there"),
        ("gas NOT", "NOT with nothing after it"),
        ("gas NOT (NOT oil)", "already shut out"),
        ("gas OR -oil", "OR with something that must not be there"),
        ("OR", "nothing to look for"),
        ("!!!", "nothing to look for"),
        ("(" * 20 + "gas" + ")" * 20, "brackets in brackets"),
        ("gas " * 60, "too many words"),
        ("g" * 500, "too long"),
    ],
)
def test_a_bad_query_is_told_in_a_line(query: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as error:
        parsed(query)
    assert "\n" not in str(error.value)


@pytest.fixture(scope="module")
def index() -> Connection:
    """An FTS5 table to which any query can be put."""
    connection = create_engine("sqlite://").connect()
    connection.execute(text("CREATE VIRTUAL TABLE t USING fts5(text)"))
    return connection


_PIECES = st.sampled_from(
    ["gas", "oil*", '"gas price"', "AND", "OR", "NOT", "(", ")", "-oil", '"', "*", "^", "NEAR(", "a:b", "{", "'", ";"]
)


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=12).map(" ".join)))
def test_any_query_is_told_wrong_or_runs(index: Connection, query: str) -> None:
    try:
        node = parsed(query)
    except InputError:
        return
    index.execute(text("SELECT * FROM t WHERE t MATCH :q"), {"q": sqlite_words(node)}).all()
    assert postgresql_words(node) is not None


@pytest.mark.parametrize("query", ["it's", "a:b*", "x'); DROP TABLE statements; --", "é*", "50 percent", "U.S.-led", "🙂 gas"])
def test_odd_queries_run_on_both(ask: Ask, query: str) -> None:
    assert ask(query).total >= 0
    assert ask("railway").total > 0


def test_hits_cite_their_place(ask: Ask, filled: Archive) -> None:
    for hit in ask("railway").hits:
        record = filled.record(hit.document)
        (statement,) = [s for s in record.statements if s.id == hit.id]
        assert (hit.start, hit.end) == (statement.content[0].start, statement.content[-1].end)
        assert hit.day == record.document.published or hit.day is not None
        marked = [piece for piece, own in hit.snippet if own]
        assert marked
        assert all("rail" in piece.lower() for piece in marked)


def test_filters_narrow_and_join(ask: Ask, reports: tuple[Record, ...]) -> None:
    marsk = ask(speakers=("person:helena-marsk",))
    assert ids(marsk) == {
        (r.document.id, s.id) for r in reports for s in r.statements if any(p.id == "person:helena-marsk" for p in s.speakers)
    }
    both = ask(speakers=("person:helena-marsk",), act="agree")
    assert ids(both) == {key for key in ids(marsk) if key in ids(ask(act="agree"))}
    assert {h.act for h in both.hits} == {"agree"}
    assert {h.side for h in ask(side="QV").hits} == {"QV"}
    assert {h.kind for h in ask(kind="direct").hits} == {"direct"}


def test_days_months_and_years_bound_it_both_included(ask: Ask) -> None:
    days = sorted({h.day for h in ask().hits if h.day})
    assert {h.day for h in ask(since=days[1], until=days[1]).hits} == {days[1]}
    assert {h.day for h in ask(until=days[0][:4]).hits} == {d for d in days if d[:4] <= days[0][:4]}
    assert {h.day for h in ask(since=days[-1][:7]).hits} == {d for d in days if d >= days[-1][:7]}


def test_pages_of_hits_join_to_the_whole(ask: Ask) -> None:
    whole = ask("the OR of OR to")
    pages = [hit for start in range(0, whole.total, 7) for hit in ask("the OR of OR to", 7, start).hits]
    assert [h.id for h in pages] == [h.id for h in whole.hits]


def test_corrections_are_in_what_is_found(filled: Archive) -> None:
    with filled.reading() as connection:
        hit = search(connection, parsed("railway"), Filters(), 1).hits[0]
    filled.correct(hit.id, "act", "warn", who="Ada", why="it warns", document=hit.document)
    with filled.reading() as connection:
        assert hit.id in {h.id for h in search(connection, None, Filters(act="warn"), 50).hits}


def test_reports_with_what_is_found(filled: Archive, ask: Ask) -> None:
    with filled.reading() as connection:
        found = reports_with(connection, parsed("railway"), Filters())
        assert set(found) == {h.document for h in ask("railway").hits}
        assert len(reports_with(connection, None, Filters())) == len(filled)
        assert reports_with(connection, None, Filters(side="QV")) != []


def test_counts_add_up(filled: Archive, ask: Ask) -> None:
    with filled.reading() as connection:
        by_act = dict(counted(connection, "act", Filters()))
        by_year = counted(connection, "year", Filters())
        assert sum(by_act.values()) == ask().total
        assert by_year == sorted(by_year)
        assert counted(connection, "topic", Filters(act="agree")) != []
        assert sum(c.reports for c in count_by(connection, "year")) == len(filled)
        assert talks_by_year(connection) != []


def test_names_match_in_any_spelling(filled: Archive) -> None:
    with filled.reading() as connection:
        for name in ("marsk", "Helena Marsk", "MARSK, Helena", "person:helena-marsk", "President Marsk"):
            assert one_person(connection, filled.knowledge, name).id == "person:helena-marsk", name
        assert whom(connection, filled.knowledge, "nobody at all") == []


def test_who_holds_no_public_office_has_no_profile(filled: Archive) -> None:
    with filled.reading() as connection, pytest.raises(ArchiveError, match="without public office have no page"):
        one_person(connection, filled.knowledge, "Nobody Atall")


def test_a_profile_tells_offices_meetings_and_statements(filled: Archive, ask: Ask) -> None:
    with filled.reading() as connection:
        found = person(connection, filled.knowledge, one_person(connection, filled.knowledge, "marsk"))
    assert found.name == "Helena Marsk"
    assert [o.country for o in found.offices] == ["QS"] * len(found.offices) != []
    assert found.statements_total == ask(speakers=("person:helena-marsk",)).total
    assert sum(n for _, n in found.acts) == found.statements_total
    assert found.meetings_total >= len(found.meetings) > 0
    assert all("Helena Marsk" in m.participants for m in found.meetings)


def test_a_pair_tells_talks_claims_and_pledges(filled: Archive) -> None:
    with filled.reading() as connection:
        found, turned = pair(connection, "QV", "QS"), pair(connection, "QS", "QV")
    assert found == turned
    assert found.talks_total == len(found.talks) > 1
    assert all({"QS", "QV"} <= set(t.countries) for t in found.talks)
    assert "trade turnover" in {m.indicator for m in found.claims}
    assert found.agenda == tuple(sorted(found.agenda, key=lambda row: row[0]))


def test_claims_come_in_order_with_their_sentence(filled: Archive) -> None:
    with filled.reading() as connection:
        rows, total = claims(connection, "trade turnover", "QS-QV")
    assert total == len(rows) > 2
    assert [r.day for r in rows] == sorted(r.day or "" for r in rows)
    for row in rows:
        document = filled.record(row.document).document
        assert document.text[row.start : row.end] == row.clause
        assert " ".join(row.sentence.split()) in " ".join(document.text.split())
        assert figure_of(row).value == row.value


def test_claims_by_claimant_and_kind(filled: Archive) -> None:
    with filled.reading() as connection:
        rows, _ = claims(connection, "trade turnover", "QS-QV", claimant="person:helena-marsk", kind="change")
    assert {r.claimant for r in rows} == {"Helena Marsk"}
    assert {r.kind for r in rows} == {"change"}


def test_indicators_and_subjects_by_their_names(filled: Archive) -> None:
    with filled.reading() as connection:
        assert indicator_named(connection, filled.knowledge, "bilateral trade") == "trade turnover"
        assert indicator_named(connection, filled.knowledge, "Trade Turnover") == "trade turnover"
        with pytest.raises(ArchiveError, match="no indicator is called 'happiness of cats'"):
            indicator_named(connection, filled.knowledge, "happiness of cats")
        assert measures(connection, "QS")
    assert subject_named(filled.knowledge, "QV-QS") == "QS-QV"
    assert subject_named(filled.knowledge, "Veskonia, Sarelia") == "QS-QV"
    with pytest.raises(ArchiveError, match="is no country"):
        country_named(filled.knowledge, "Nowhereland")


def test_pledges_by_maker_country_and_day(filled: Archive) -> None:
    with filled.reading() as connection:
        rows, total = pledges(connection)
        assert total == len(rows) > 0
        mine, _ = pledges(connection, maker="person:radomir-tesk")
        assert mine
        assert all("person:radomir-tesk" in r.maker_ids for r in mine)
        due, _ = pledges(connection, due_since="2024", due_until="2024")
        assert all((r.due or r.due_inferred or "").startswith("2024") for r in due)
        with_due, _ = pledges(connection, with_due=True)
        assert {r.id for r in with_due} == {r.id for r in rows if r.due or r.due_inferred}


def test_what_is_mentioned_again_is_later_and_elsewhere(filled: Archive) -> None:
    with filled.reading() as connection:
        rows, _ = pledges(connection)
        for row in rows:
            for hit in mentioned_again(connection, filled.knowledge, row):
                assert hit.document != row.document
                assert (hit.day or "") > (row.day or "")


def test_answers_are_plain_data(ask: Ask) -> None:
    assert msgspec.json.decode(msgspec.json.encode(ask("railway")))["total"] > 0
