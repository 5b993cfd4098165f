"""Corrections: put on a record, found again, taken back, never lost."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ReadText
from tests.export.records import talks

from bench.integrity import contents, problems
from onrecord.archive import Archive, Correction, schema
from onrecord.archive.corrections import Anchor, applied, apply, corrected_value, correction_of, in_force
from onrecord.archive.corrections.anchors import anchor_at, located
from onrecord.errors import ArchiveError
from onrecord.model import Person, Record, Span, Statement
from onrecord.tables import Knowledge

TOLD = {"who": "A. Editor", "why": "the video, 2:10"}
RECORD = talks()
STATEMENT = RECORD.statements[0]


def of(target: str, field: str, new: object, record: Record = RECORD, number: int = 0) -> Correction:
    return correction_of(record, target, field, new, "A. Editor", "seen", "2024-06-11T12:00:00Z", number)


def typed(target: str, field: str, words: str, own: Knowledge) -> object:
    return corrected_value(RECORD, target, field, words, own)


def test_a_field_holds_what_it_was_corrected_to() -> None:
    correction = of(STATEMENT.id, "act", "warn")
    corrected = apply(RECORD, [correction])
    assert corrected.statements[0].act == "warn"
    assert corrected.statements[0].confidence == 1.0
    assert correction.id in corrected.statements[0].by
    rest = msgspec.structs.replace(corrected, statements=RECORD.statements)
    assert rest == RECORD
    assert correction.old == STATEMENT.act


def test_the_last_correction_counts_and_can_be_taken_back() -> None:
    first, second = of(STATEMENT.id, "act", "warn"), of(STATEMENT.id, "act", "reject", number=1)
    assert apply(RECORD, [first, second]).statements[0].act == "reject"
    undo = msgspec.structs.replace(second, id="c-u1", undoes=second.id)
    assert apply(RECORD, [first, second, undo]).statements[0].act == "warn"
    undo_of_undo = msgspec.structs.replace(undo, id="c-u2", undoes=undo.id)
    assert apply(RECORD, [first, second, undo, undo_of_undo]).statements[0].act == "reject"
    assert in_force([first, second, undo]) == [first]


def test_a_finding_that_is_none_is_left_out() -> None:
    corrected = apply(RECORD, [of(STATEMENT.id, "wrong", True), of(STATEMENT.id, "act", "warn", number=1)])
    assert STATEMENT.id not in {s.id for s in corrected.statements}
    assert len(corrected.statements) == len(RECORD.statements) - 1


def test_a_stated_period_takes_the_place_of_an_inferred_one() -> None:
    meeting = next(m for m in RECORD.meetings if m.date_inferred)
    (corrected,) = (m for m in apply(RECORD, [of(meeting.id, "date", "2021-05-03")]).meetings if m.id == meeting.id)
    assert (corrected.date, corrected.date_inferred) == ("2021-05-03", None)


def test_what_is_known_of_a_report_is_corrected_too() -> None:
    assert apply(RECORD, [of(RECORD.document.id, "published", "2020-05-04")]).document.published == "2020-05-04"


@pytest.mark.parametrize(
    ("field", "new", "what"),
    [
        ("act", "shout", "act is one of state, discuss"),
        ("verbatim", "perhaps", "verbatim is true or false"),
        ("speakers", 3, "speakers is a list of a name"),
        ("id", "s-0", "no field 'id' of a statement to correct"),
        ("content", [{"start": 0, "end": 3, "text": "nowhere in it"}], "not in the report's text"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(field: str, new: object, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        of(STATEMENT.id, field, new)


def test_what_people_type_becomes_what_a_field_holds(own: Knowledge) -> None:
    ilse = typed(STATEMENT.id, "speakers", "Ilse Brandt; Nobody Known", own)
    assert isinstance(ilse, list)
    assert [p["name"] for p in ilse] == ["Ilse Brandt", "Nobody Known"]
    assert ilse[0]["id"] == next(p.id for s in RECORD.statements for p in s.speakers if p.name == "Ilse Brandt")
    figure = RECORD.figures[0].id
    assert typed(figure, "value", "17", own) == 17
    assert typed(figure, "direction", "null", own) is None
    assert typed(STATEMENT.id, "wrong", "true", own) is True
    (known,) = typed(STATEMENT.id, "speakers", "Radomir Tesk", own)  # type: ignore[misc]
    assert known["country"] == "QV", "an office-holder of the tables"


def test_words_of_the_report_become_spans(own: Knowledge) -> None:
    value = typed(STATEMENT.id, "content", "the border must stay open", own)
    corrected = apply(RECORD, [of(STATEMENT.id, "content", value)])
    (span,) = corrected.statements[0].content
    assert RECORD.document.text[span.start : span.end] == span.text == "the border must stay open"


def moved(record: Record, finding: Statement, by: int, id_: str) -> Record:
    """The record with a statement's end moved, so that it has another id."""
    last = finding.content[-1]
    end = last.end + by
    span = Span(last.start, end, record.document.text[last.start : end])
    other = msgspec.structs.replace(finding, id=id_, content=(*finding.content[:-1], span))
    return msgspec.structs.replace(record, statements=tuple(other if s.id == finding.id else s for s in record.statements))


def test_a_target_is_found_again_after_its_bounds_moved() -> None:
    correction = of(STATEMENT.id, "act", "warn")
    again = moved(RECORD, STATEMENT, -4, "s-0123456789")
    assert apply(again, [correction]).statements[0].act == "warn"


def test_a_target_is_found_again_in_a_text_extracted_anew() -> None:
    correction = of(STATEMENT.id, "act", "warn")
    text = "A menu that was not there before.\n\n" + RECORD.document.text.replace("\n\n", "\n \n")

    def shifted(span: Span) -> Span:
        found = located(text, anchor_at(RECORD.document.text, span.start, span.end))
        assert found is not None
        return Span(*found, text[slice(*found)])

    statements = tuple(
        msgspec.structs.replace(s, id=f"s-{n + 0xABC000:010x}", content=tuple(map(shifted, s.content)))
        for n, s in enumerate(RECORD.statements)
    )
    document = msgspec.structs.replace(RECORD.document, text=text, sha256="0" * 64)
    again = msgspec.structs.replace(RECORD, document=document, statements=statements)
    found = applied(again, [correction])
    assert found.record.statements[0].act == "warn"
    assert found.unresolved == ()


def test_what_finds_no_target_or_two_changes_nothing() -> None:
    correction = of(STATEMENT.id, "act", "warn")
    without = msgspec.structs.replace(RECORD, statements=tuple(s for s in RECORD.statements if s.id != STATEMENT.id))
    assert applied(without, [correction]) == (without, 0, (correction,))
    twins = [msgspec.structs.replace(STATEMENT, id=i) for i in ("s-1111111111-2", "s-1111111111-3")]
    doubled = msgspec.structs.replace(RECORD, statements=tuple(twins))
    assert applied(doubled, [correction]) == (doubled, 0, (correction,))
    numbered = msgspec.structs.replace(correction, target=f"{STATEMENT.id}-3")
    assert [s.act for s in apply(doubled, [numbered]).statements] == [STATEMENT.act, "warn"]


@given(st.text(max_size=60), st.text(max_size=60), st.text(alphabet="ab \n", min_size=1, max_size=20), st.text(max_size=20))
def test_an_anchor_finds_its_words_wherever_they_went(before: str, after: str, exact: str, more: str) -> None:
    anchor = anchor_at(before + exact + after, len(before), len(before) + len(exact))
    found = located(more + before + exact + after, anchor)
    if exact.split():
        assert found is not None
        assert (more + before + exact + after)[slice(*found)].split() == exact.split()
    else:
        assert found is None


def test_of_equal_words_those_with_the_same_surroundings_are_meant() -> None:
    text = "He said yes to peace. She said yes to war. They said yes to trade."
    at = text.index("yes to war")
    anchor = anchor_at(text, at, at + 3)
    longer = "They had said yes before. " + text
    assert located(longer, anchor) == (at + 26, at + 29)


@given(st.text(max_size=200))
def test_any_text_is_searched_without_a_fault(text: str) -> None:
    assert located(text, Anchor("[(*+\\", text[:10], text[-10:], 0, 5)) is None or "[(*+\\" in text


def test_rows_are_as_corrected_and_the_record_is_kept_as_read(archive: Archive, reports: tuple[Record, ...]) -> None:
    record = next(r for r in reports if len(r.statements) > 2)
    archive.add(record)
    before = contents(archive)
    id_, statement = record.document.id, record.statements[0]
    made = archive.correct(statement.id, "speakers", "Amara Quill", **TOLD)
    assert [p.name for p in archive.record(id_).statements[0].speakers] == ["Amara Quill"]
    assert archive.record(id_, corrected=False) == record
    with archive.reading() as connection:
        names = connection.scalars(schema.statement_speakers.select().with_only_columns(schema.statement_speakers.c.name)).all()
    assert "Amara Quill" in names
    assert archive.corrections() == [made]
    undone = archive.undo(made.id, **TOLD)
    assert archive.record(id_) == record
    after = contents(archive)
    assert {t for t in after if after[t] != before[t]} <= {"corrections", "people"}
    assert archive.corrections() == [made, undone]
    with pytest.raises(ArchiveError, match="undone already"):
        archive.undo(made.id, **TOLD)
    with pytest.raises(ArchiveError, match="there is no correction"):
        archive.undo("c-nowhere", **TOLD)
    assert problems(archive) == []


def test_reading_again_keeps_corrections_and_ids(archive: Archive, reports: tuple[Record, ...]) -> None:
    record = next(r for r in reports if len(r.statements) > 2)
    archive.add(record)
    id_, target = record.document.id, record.statements[1]
    archive.correct(target.id, "act", "warn", **TOLD)
    archive.replace(moved(record, target, -2, "s-0123456789"))
    assert archive.record(id_).statements[1].act == "warn"
    archive.replace(record)
    assert archive.record(id_).statements[1].act == "warn"
    assert [s.id for s in archive.record(id_).statements] == [s.id for s in record.statements]
    archive.replace(msgspec.structs.replace(record, statements=()))
    assert [c.target for c in archive.unresolved()] == [target.id]


def test_corrections_outlive_the_report_unless_they_are_to_be_forgotten(archive: Archive, reports: tuple[Record, ...]) -> None:
    record = reports[0]
    archive.add(record)
    id_ = record.document.id
    archive.correct(record.statements[0].id, "act", "warn", **TOLD)
    archive.remove(id_)
    assert len(archive.unresolved()) == 1
    other = msgspec.structs.replace(reports[1].document, id=id_)
    assert archive.add(msgspec.structs.replace(reports[1], document=other)).id == f"{id_}-2", "the name is kept for its text"
    archive.add(record)
    assert archive.record(id_).statements[0].act == "warn"
    assert archive.unresolved() == []
    archive.remove(id_, forget=True)
    assert archive.corrections() == []


def test_a_corrected_day_is_read_with(archive: Archive, read: ReadText) -> None:
    archive.add(read("Helena Marsk said that trade grew by 4 percent last year.", id="undated"))
    archive.correct("undated", "published", "2021-05-04", **TOLD)
    assert archive.source("undated").published == "2021-05-04"
    with archive.reading() as connection:
        assert connection.scalar(schema.documents.select().with_only_columns(schema.documents.c.day)) == "2021-05-04"


def test_talks_follow_corrections(archive: Archive, reports: tuple[Record, ...]) -> None:
    for record in reports[:3]:
        archive.add(record)
    record = next(r for r in reports[:3] if any(m.status == "held" for m in r.meetings))
    meeting = next(m for m in record.meetings if m.status == "held")
    before = contents(archive)
    made = archive.correct(meeting.id, "date", "1999-01-02", **TOLD)
    with archive.reading() as connection:
        assert "1999-01-02" in connection.scalars(schema.talks.select().with_only_columns(schema.talks.c.date)).all()
    archive.undo(made.id, **TOLD)
    after = contents(archive)
    assert (after["talks"], after["talks_reports"]) == (before["talks"], before["talks_reports"])


def test_what_cannot_be_corrected_is_told_in_a_line(archive: Archive, reports: tuple[Record, ...]) -> None:
    archive.add(reports[0])
    statement = reports[0].statements[0].id
    for target, field, value, what in (
        ("s-0000000000", "act", "warn", "there is no finding"),
        ("nowhere", "title", "x", "there is no report"),
        (statement, "mood", "sad", "no field 'mood'"),
        (statement, "act", "shout", "act is one of"),
        (statement, "cue", "words that it does not hold", "not in the report's text"),
    ):
        with pytest.raises(ArchiveError, match=what):
            archive.correct(target, field, value, **TOLD)
    assert archive.corrections() == []


def test_a_person_is_shown_as_whom_people_named(own: Knowledge) -> None:
    new = typed(STATEMENT.id, "speakers", "Ilse Brandt", own)
    (speaker,) = apply(RECORD, [of(STATEMENT.id, "speakers", new)]).statements[0].speakers
    assert isinstance(speaker, Person)
    assert (speaker.name, speaker.mention, speaker.candidates) == ("Ilse Brandt", None, ())
