"""The archive: what goes in comes out, once, whole, in any order, on both kinds of database."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence

import msgspec
import pytest
from sqlalchemy import func, literal_column, select, text
from tests.archive.conftest import NewPlace
from tests.conftest import ReadText

from bench.integrity import contents, problems
from bench.postgres import Cluster
from onrecord.archive import Archive, open_archive, schema, write
from onrecord.archive.listing import Chosen, listed
from onrecord.archive.talks import all_talks, talks_of
from onrecord.archive.versions import two_versions
from onrecord.errors import ArchiveError
from onrecord.model import TABLES, Record
from onrecord.read import versions
from onrecord.tables import Knowledge
from onrecord.talks import find_talks

URL = "https://president.sarelia.example/news/17/"
CALL = "President of Sarelia Helena Marsk spoke by telephone with President of Veskonia Radomir Tesk. They agreed to meet in May."


def fill(archive: Archive, records: Sequence[Record]) -> None:
    for record in records:
        archive.add(record)


def matches(archive: Archive, words: str) -> set[str]:
    """The ids of statements that full-text search finds."""
    s = schema.statements
    with archive.reading() as connection:
        if connection.dialect.name == "sqlite":
            found = text("SELECT s.id FROM statements_fts f JOIN statements s ON s.key = f.rowid WHERE statements_fts MATCH :q")
            return set(connection.scalars(found, {"q": words}))
        query = func.websearch_to_tsquery(literal_column("'onrecord'"), words)
        return set(connection.scalars(select(s.c.id).where(literal_column("statements.search").op("@@")(query))))


def test_a_record_comes_out_as_it_went_in(archive: Archive, reports: tuple[Record, ...]) -> None:
    fill(archive, reports)
    assert len(archive) == len(reports)
    assert archive.ids() == [r.document.id for r in reports]
    assert list(archive.records()) == list(reports)
    assert problems(archive) == []


def test_findings_stand_as_rows(archive: Archive, reports: tuple[Record, ...]) -> None:
    fill(archive, reports)
    with archive.reading() as connection:
        for table in TABLES:
            rows = connection.scalars(select(schema.METADATA.tables[table].c.id)).all()
            assert sorted(rows) == sorted(f.id for r in reports for f in getattr(r, table)), table
        f, s = schema.figures, schema.statements
        joined = connection.execute(select(f.c.id, s.c.id).join_from(f, s)).all()
        assert sorted(joined) == sorted((x.id, x.statement) for r in reports for x in r.figures if x.statement)
        texts = connection.execute(select(f.c.text, f.c.sentence)).all()
        assert all(figure in sentence for figure, sentence in texts)
        spoken = connection.scalars(select(schema.statement_speakers.c.person)).all()
        assert sorted(map(str, spoken)) == sorted(str(p.id) for r in reports for x in r.statements for p in x.speakers)
        known = set(connection.scalars(select(schema.people.c.id)))
        assert known >= {p.id for r in reports for x in r.statements for p in x.speakers if p.id and p.name}


def test_adding_again_changes_nothing(archive: Archive, reports: tuple[Record, ...]) -> None:
    fill(archive, reports)
    before = contents(archive)
    assert archive.known([r.document for r in reports]) == ["whole"] * len(reports)
    assert {archive.add(r).outcome for r in reports} == {"unchanged"}
    assert contents(archive) == before


def test_what_is_not_there_is_not_known(archive: Archive, reports: tuple[Record, ...]) -> None:
    archive.add(reports[0])
    assert archive.known([reports[1].document, reports[0].document]) == [None, "whole"]
    assert archive.note(reports[1].document) is None


def test_the_order_of_adding_does_not_matter(new_place: NewPlace, own: Knowledge, reports: tuple[Record, ...]) -> None:
    states = []
    for seed in range(3):
        shuffled = list(reports)
        random.Random(seed).shuffle(shuffled)
        with open_archive(new_place(), own) as archive:
            fill(archive, shuffled)
            states.append(contents(archive))
    assert states[0] == states[1] == states[2]


def test_talks_are_those_of_all_reports_together(archive: Archive, own: Knowledge, reports: tuple[Record, ...]) -> None:
    fill(archive, reports)
    ordered = sorted(reports, key=lambda r: r.document.sha256)
    with archive.reading() as connection:
        found = all_talks(connection)
        assert found == find_talks(ordered, own)
        assert talks_of(connection, found[0].id) == found[0]
    gone = next(t for t in found if len(t.reports) > 1).reports[0].id
    archive.remove(gone)
    with archive.reading() as connection:
        assert all_talks(connection) == find_talks([r for r in ordered if r.document.id != gone], own)
    assert problems(archive) == []


def test_words_are_found_whatever_their_form_and_accents(archive: Archive, read: ReadText) -> None:
    record = read("Helena Marsk said that the bridges of Nürnholm must stay open.", published="2024-06-11")
    archive.add(record)
    ids = {s.id for s in record.statements}
    assert ids
    for words in ("bridge", "NURNHOLM", '"must stay open"'):
        assert matches(archive, words) == ids, words
    assert matches(archive, "tunnel") == set()
    archive.remove(record.document.id)
    assert matches(archive, "bridge") == set()


def test_a_page_that_changed_is_another_version_of_its_address(archive: Archive, read: ReadText) -> None:
    first = read(CALL, url=URL, id="call")
    second = read(CALL.replace("May", "June"), url=URL.replace("https", "http") + "#top", id="call")
    assert [archive.add(r) for r in (first, second)] == [("call", "added"), ("call-2", "added")]
    assert [v["id"] for v in archive.versions(URL)] == ["call", "call-2"]
    old, new = two_versions(archive, URL)
    assert (old.document.text, new.document.text) == (first.document.text, second.document.text)
    with pytest.raises(ArchiveError, match="the older goes first"):
        two_versions(archive, URL, 2, 1)
    with pytest.raises(ArchiveError, match="has seen nothing"):
        two_versions(archive, "https://elsewhere.example/")


def test_a_text_at_another_address_is_noted_once(archive: Archive, read: ReadText) -> None:
    archive.add(read(CALL, url=URL))
    copy = read(CALL, url="https://news.example/copy").document
    assert archive.known([copy]) == ["text"]
    noted = archive.note(copy)
    assert noted is not None
    assert archive.known([copy]) == ["whole"]
    archive.note(copy)
    assert [v["id"] for v in archive.versions("news.example/copy")] == [noted.id]


def test_an_older_text_that_returns_is_a_version_of_its_own(archive: Archive, read: ReadText) -> None:
    first, second = read(CALL, url=URL, id="call"), read(CALL + " So they said.", url=URL, id="call")
    for record, day in ((first, 1), (second, 2), (second, 3), (first, 4), (first, 5), (first, 4)):
        archive.add(record, seen_at=f"2024-06-0{day}T12:00:00Z")
    assert [(v["id"], v["seen_at"][9]) for v in archive.versions(URL)] == [("call", "1"), ("call-2", "2"), ("call", "4")]


def test_a_page_extracted_otherwise_is_updated_in_its_place(archive: Archive, read: ReadText) -> None:
    record = read(CALL, url=URL, id="call")
    archive.add(record)
    longer = read(CALL + "\n\nThe call took place at Sarelia's initiative.", url=URL, id="other")
    origin = record.document.origin
    anew = msgspec.structs.replace(longer, document=msgspec.structs.replace(longer.document, origin=origin))
    assert archive.add(anew) == ("call", "updated")
    assert archive.ids() == ["call"]
    assert archive.record("call").document.text == longer.document.text
    assert problems(archive) == []


def test_a_name_that_is_taken_gets_a_number(archive: Archive, read: ReadText) -> None:
    ids = [archive.add(read(f"{CALL} {n}", id=name)).id for n, name in enumerate(["talks", "talks", "talks-2", "talks"])]
    assert ids == ["talks", "talks-2", "talks-2-2", "talks-3"]
    assert all(archive.record(id_).document.id == id_ for id_ in ids)


def test_removing_leaves_nothing_but_people(archive: Archive, reports: tuple[Record, ...]) -> None:
    empty = {table: count for table, (count, _) in contents(archive).items()}
    fill(archive, reports)
    for record in reports:
        archive.remove(record.document.id)
    left = {table: count for table, (count, _) in contents(archive).items() if table != "people"}
    assert left == {table: count for table, count in empty.items() if table != "people"}
    assert problems(archive) == []
    with pytest.raises(ArchiveError, match="there is no report"):
        archive.remove(reports[0].document.id)


def test_what_fails_on_the_way_leaves_no_trace(
    archive: Archive, reports: tuple[Record, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add(reports[0])
    before = contents(archive)

    def fails(*_: object) -> None:
        raise RuntimeError("in the middle")

    with monkeypatch.context() as patch:
        patch.setattr(write, "regroup", fails)
        with pytest.raises(RuntimeError, match="in the middle"):
            archive.add(reports[1])
        with pytest.raises(RuntimeError, match="in the middle"):
            archive.remove(reports[0].document.id)
    assert contents(archive) == before
    assert archive.add(reports[1]).outcome == "added"


def test_several_writers_double_nothing(archive: Archive, where: str, own: Knowledge, reports: tuple[Record, ...]) -> None:
    failed: list[BaseException] = []

    def work(records: Sequence[Record]) -> None:
        try:
            with open_archive(where, own) as mine:
                fill(mine, records)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(order,)) for order in (reports, reports[::-1], reports[5:] + reports[:5])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(archive) == len(reports)
    assert problems(archive) == []


def test_characters_that_databases_do_not_take(archive: Archive, read: ReadText) -> None:
    record = read(CALL, id="odd")
    document = msgspec.structs.replace(record.document, title="T\x00t \ud800", publisher="P\x00")
    archive.add(msgspec.structs.replace(record, document=document))
    kept = archive.record("odd").document
    assert (kept.title, kept.publisher) == ("T\N{REPLACEMENT CHARACTER}t \N{REPLACEMENT CHARACTER}", "P\N{REPLACEMENT CHARACTER}")


def test_a_very_long_text_of_different_words_is_kept(archive: Archive, read: ReadText) -> None:
    record = read(CALL, id="long")
    words = " ".join(f"w{n:x}" for n in range(200_000))
    document = msgspec.structs.replace(record.document, text=f"{record.document.text} {words}")
    archive.add(msgspec.structs.replace(record, document=document))
    assert len(archive.record("long").document.text) > 1_000_000


def test_reports_are_chosen_by_what_is_known_of_them(archive: Archive, read: ReadText) -> None:
    archive.add(read(CALL, id="a", published="2021-03-04", side="QS", publisher="Office of Präsident Marsk"))
    archive.add(read(CALL + " They met.", id="b", published="2022-12-31", side="QV", publisher="President of Veskonia"))
    archive.add(read("Президент заявил, что граница должна оставаться открытой.", id="c", language="ru"))

    def ids(**chosen: object) -> list[str]:
        with archive.reading() as connection:
            return [row["id"] for row in listed(connection, Chosen(**chosen))]  # type: ignore[arg-type]

    assert ids() == ["a", "b", "c"]
    assert ids(since="2021-03", until="2021") == ["a"]
    assert ids(since="2022") == ids(country="QV") == ids(publisher="veskonia") == ids(until="2022-12", since="2021-04") == ["b"]
    assert ids(publisher="prasident") == ["a"]
    assert ids(unread=True) == ids(language="ru") == ["c"]
    assert ids(limit=1) == ["a"]


def test_reports_that_other_versions_read_are_outdated(archive: Archive, read: ReadText) -> None:
    record = read(CALL, id="call")
    older = msgspec.structs.replace(record.versions, stages={**record.versions.stages, "figures": 0})
    archive.add(msgspec.structs.replace(record, versions=older))
    here = write.reader_of(versions())
    assert archive.outdated(here) == ["call"]
    source = archive.source("call")
    assert (source.furniture, source.partial, source.text) == ((), False, record.document.text)
    archive.replace(record)
    assert archive.outdated(here) == []
    assert archive.record("call") == record


def test_things_are_found_by_the_beginning_of_their_ids(archive: Archive, reports: tuple[Record, ...]) -> None:
    fill(archive, reports)
    statement, document = reports[0].statements[0].id, reports[0].document.id
    assert archive.find(statement[:9]) == [("statements", statement, document)]
    assert archive.find(document) == [("report", document, document)]
    assert archive.find("nothing-of-this") == []
    assert {f.kind for f in archive.find("t-")} == {"talks"}
    assert archive.find("%") == archive.find("_") == []


def test_an_archive_that_is_none(tmp_path: object, own: Knowledge) -> None:
    import sqlite3
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "notes.txt").write_text("These are no tables, however long one looks at them." * 50, encoding="utf-8")
    with sqlite3.connect(folder / "other.db") as other:
        other.execute("CREATE TABLE things (a)")
    for name, what in (("notes.txt", "some other file"), ("other.db", "a database of something else"), (".", "is a folder")):
        with pytest.raises(ArchiveError, match=what):
            open_archive(folder / name, own)
    with pytest.raises(ArchiveError, match="name a file, or a database as postgresql"):
        open_archive("mysql://localhost/talks", own)


def test_a_server_that_is_not_there_is_one_line_without_the_password() -> None:
    with pytest.raises(ArchiveError, match="cannot be used") as caught:
        open_archive("postgresql://me:secret@127.0.0.1:1/talks")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_database_that_is_not_there_or_keeps_other_letters_is_told(postgres: Cluster, own: Knowledge) -> None:
    there = postgres.database()
    with pytest.raises(ArchiveError, match=r"does not exist\): make it first"):
        open_archive(f"{there}_no", own)
    latin = postgres.database(encoding="LATIN1")
    with pytest.raises(ArchiveError, match="keeps text as LATIN1"):
        open_archive(latin, own)


def test_the_place_is_where_one_says(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.archive.place import place_of

    monkeypatch.setenv("ONRECORD_ARCHIVE", f"{tmp_path}/named.db")
    assert place_of().name == f"{tmp_path}/named.db"
    assert place_of("postgresql://me:secret@host/talks").name == "postgresql://me:***@host/talks"
    monkeypatch.delenv("ONRECORD_ARCHIVE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert place_of().name.endswith("archive.db")


def test_addresses_of_one_page_are_one() -> None:
    from onrecord.archive.words import address_of

    same = (
        "https://www.president.example/a/",
        "http://president.example/a#b",
        "president.example/a",
        "HTTPS://PRESIDENT.example/a",
    )
    assert {address_of(url) for url in same} == {"president.example/a"}
    assert address_of("president.example/a?id=1") != address_of("president.example/a?id=2")
    assert address_of("http://[broken") == "http://[broken"
