"""The questions that are put to an archive, answered alike on both kinds of database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from onrecord.archive import Archive
from onrecord.archive.queries import claims, directory, follow, pledges, reports, review, talks, whom
from onrecord.archive.queries.reports import versions_of
from onrecord.archive.queries.search import Filters, counted, search
from onrecord.archive.queries.wording import parsed, sqlite_words
from onrecord.errors import ArchiveError, InputError
from onrecord.model import Record
from onrecord.tables import Knowledge

MARSK, TESK = "person:helena-marsk", "person:radomir-tesk"


@pytest.fixture
def asked(archive: Archive, reports: tuple[Record, ...]) -> Iterator[Connection]:
    """A connection to an archive of all bundled reports."""
    for record in reports:
        archive.add(record)
    with archive.reading() as connection:
        yield connection


def test_search(asked: Connection) -> None:
    found = search(asked, parsed('"second railway crossing"'))
    assert found.total == len(found.hits) >= 3
    for hit in found.hits:
        assert "crossing" in hit.text
        assert any(own for _, own in hit.snippet)
    assert search(asked, parsed("prices")).total == search(asked, parsed("price")).total > 0
    assert search(asked, parsed("fish*")).total > search(asked, parsed("fishery")).total
    both, either = search(asked, parsed("trade grew")).total, search(asked, parsed("trade OR grew")).total
    assert 0 < both < either
    assert search(asked, parsed("trade NOT grew")).total == search(asked, parsed("trade")).total - both


def test_what_a_changed_page_said_is_marked(asked: Connection) -> None:
    hits = [h for h in search(asked, None, limit=500).hits if h.newer is not None]
    older, newer = (v.document for v in versions_of(asked, "linmouth-veskonia"))
    assert {(h.document, h.newer) for h in hits} == {(older, newer)}
    assert {p.document for p in pledges.pledges(asked, limit=500)[0] if p.newer is not None} <= {older}


def test_search_with_filters(asked: Connection) -> None:
    mine = search(asked, parsed("trade"), Filters(speakers=(MARSK,)), limit=200)
    assert mine.total > 0
    assert all("Helena Marsk" in h.speakers for h in mine.hits)
    early = search(asked, None, Filters(until="2022"), limit=200)
    assert {h.day[:4] for h in early.hits if h.day} == {"2021", "2022"}
    assert {h.act for h in search(asked, None, Filters(act="warn"), limit=200).hits} == {"warn"}
    assert {h.side for h in search(asked, None, Filters(side="XC"), limit=200).hits} == {"XC"}
    by_country = search(asked, None, Filters(country="XC"), limit=200)
    assert all("Amara Quill" in h.speakers for h in by_country.hits)
    on = search(asked, None, Filters(topic="economic"), limit=500)
    assert on.total == sum(n for topic, n in counted(asked, "topic", Filters()) if topic == "economic")


def test_pages_of_a_search_are_the_whole(asked: Connection) -> None:
    whole = [(h.document, h.id) for h in search(asked, parsed("trade"), limit=200).hits]
    parts = [
        (h.document, h.id) for at in range(0, len(whole), 7) for h in search(asked, parsed("trade"), limit=7, offset=at).hits
    ]
    assert parts == whole
    assert len(set(whole)) == len(whole)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("", "nothing to look for"),
        ("(trade", "close it"),
        ("trade)", "without its ("),
        ('"trade', "odd number"),
        ("NOT trade", "only what must not"),
        ("trade NOT", "nothing after it"),
        ("trade OR -fish", "beside it"),
        ("OR", "nothing to look for"),
        ("a " * 60, "too many words"),
        ("x" * 500, "too long"),
        ("(" * 15 + "a" + ")" * 15, "deep"),
    ],
)
def test_a_search_that_is_none_says_why(query: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason.replace("(", r"\(")):
        parsed(query)


@given(st.text(max_size=60))
def test_any_text_is_a_search_or_says_why(query: str) -> None:
    try:
        words = sqlite_words(parsed(query))
    except InputError:
        return
    assert words.count('"') % 2 == 0
    assert words.count("(") == words.count(")")


@pytest.mark.parametrize(
    "query", ['NEAR("a b", 2)', "text: trade", "trade^2", "a+b", "''; DROP TABLE statements", "\x00trade", "col:*"]
)
def test_no_text_is_taken_for_syntax(asked: Connection, query: str) -> None:
    assert search(asked, parsed(query)).total >= 0


def test_whom_a_name_means(asked: Connection, own: Knowledge) -> None:
    for name in ("Helena Marsk", "marsk", "helena-marsk", MARSK):
        assert whom.one_person(asked, own, name).id == MARSK
    with pytest.raises(ArchiveError, match="public office"):
        whom.one_person(asked, own, "Ivan Petrov")
    assert whom.country_named(own, "qs") == whom.country_named(own, "Sarelia") == "QS"
    with pytest.raises(ArchiveError, match="no country"):
        whom.country_named(own, "Atlantis")


def test_claims_follow_an_indicator(asked: Connection, own: Knowledge) -> None:
    name = claims.indicator_named(asked, own, "trade")
    found, total = claims.claims(asked, name, claims.subject_named(own, "QV-QS"))
    assert total == len(found) >= 14
    assert [c.day for c in found] == sorted(c.day or "" for c in found)
    turned = {(c.document, c.direction, c.value) for c in found if c.at == "2023"}
    assert {("linmouth-sarelia", "down", 14.0), ("linmouth-veskonia", "up", 14.0)} <= turned
    for claim in found:
        assert claim.clause in claim.sentence or claim.sentence in claim.clause
    (both,) = claims.turned(found)
    assert (both.period, both.first.direction, both.first.document) == ("2023", "down", "drenburg-2024-sarelia")
    assert (both.other.direction, both.other.document) == ("up", "linmouth-veskonia")
    mine, _ = claims.claims(asked, name, claimant=TESK, since="2022", until="2023")
    assert {c.claimant for c in mine} == {"Radomir Tesk"}
    with pytest.raises(ArchiveError, match="choose one of"):
        claims.indicator_named(asked, own, "quidditch")
    assert claims.measures(asked)[0].indicator == "trade turnover"


def test_pledges_and_where_they_are_mentioned_again(asked: Connection, own: Knowledge) -> None:
    found, total = pledges.pledges(asked)
    assert total == len(found) >= 10
    duty = next(p for p in found if "lift the duty" in p.text)
    assert duty.due == "2024-09-01"
    assert duty.makers == ("Radomir Tesk",)
    crossing = next(p for p in found if p.text.startswith("to build a second railway crossing"))
    again = pledges.mentioned_again(asked, own, crossing)
    assert again
    assert all((h.day or "") > (crossing.day or "") for h in again)
    assert all("Amara Quill" in p.makers for p in pledges.pledges(asked, country="XC")[0])
    due = pledges.pledges(asked, due_since="2024-09", due_until="2024-10")[0]
    assert due
    assert all("2024-09" <= (p.due or p.due_inferred or "") < "2024-11" for p in due)
    assert all(set(p.countries) <= {"QS", "QV"} for p in pledges.pledges(asked, pair=("QS", "QV"))[0])


def test_a_person_through_the_years(asked: Connection, own: Knowledge) -> None:
    profile = follow.person(asked, own, whom.one_person(asked, own, "Tesk"))
    assert profile.offices[0].office == "President of Veskonia"
    assert [year for year, _ in profile.years] == ["2021", "2022", "2023", "2024"]
    assert sum(n for _, n in profile.years) == sum(n for _, n in profile.acts) == profile.statements_total
    assert all("Radomir Tesk" in m.participants for m in profile.meetings)


def test_two_countries_through_the_years(asked: Connection) -> None:
    told = follow.pair(asked, "QV", "QS")
    assert (told.a, told.b) == ("QS", "QV")
    assert told.talks_total == 6
    assert all({"QS", "QV"} <= set(t.countries) for t in told.talks)
    assert told == follow.pair(asked, "QS", "QV")
    assert directory.pairs(asked)[0] == directory.PairRow(a="QS", b="QV", meetings=6)
    assert {c.country for c in directory.countries(asked)} == {"QS", "QV", "XC"}
    assert [p.id for p in directory.people(asked, "QS")[0]] == [MARSK]


def test_reports_and_talks_are_listed(asked: Connection) -> None:
    found, total = reports.reports(asked, country="QV", year="2024")
    assert total == len(found)
    assert all(r.country == "QV" and (r.day or "").startswith("2024") for r in found)
    assert reports.report(asked, "none") is None
    assert [c.value for c in reports.count_by(asked, "year")] == ["2021", "2022", "2023", "2024"]
    with pytest.raises(ValueError, match="counted by"):
        reports.count_by(asked, "text")
    both, many = talks.talks(asked, both_sides=True)
    assert many == len(both)
    assert all(len({r.publisher for r in t.reports}) > 1 for t in both)
    assert talks.talks_of(asked, [both[0].id]) == both[:1]
    versions = reports.versions_of(asked, "linmouth-veskonia")
    assert {v.document for v in versions} == {"linmouth-veskonia", "linmouth-veskonia-edited"}
    assert versions == reports.versions_of(asked, "linmouth-veskonia-edited")


def test_what_is_to_be_judged_next(archive: Archive, reports: tuple[Record, ...]) -> None:
    for record in reports[:3]:
        archive.add(record)
    with archive.reading() as connection:
        first = review.doubtful(connection)
    assert [d.least for d in first] == sorted(d.least for d in first)
    target = archive.record(first[0].id).statements[0].id
    archive.correct(target, "wrong", False, who="Ana", why="right", document=first[0].id)
    with archive.reading() as connection:
        again = {d.id: d for d in review.doubtful(connection)}
    assert again[first[0].id].judged == 1
    assert review.verdicts(archive.corrections())[target].new is False
