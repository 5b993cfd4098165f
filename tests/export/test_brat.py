"""brat: the rules of its standoff format, kept for any text."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.records import empty_record, talks

from onrecord.errors import OnRecordError
from onrecord.export import Options, get_format
from onrecord.export.formats.brat import CONFIGURATION
from onrecord.model import Pledge, Record, Span

BRAT = get_format("brat")
LINE = re.compile(r"T\d+\t[A-Za-z]+ \d+ \d+(?:;\d+ \d+)*\t.+|[RA]\d+\t\w+ \S.*|#\d+\tAnnotatorNotes T\d+\t.+")


def pair(record: Record) -> tuple[str, str]:
    """Text and annotations."""
    (_, text), (_, annotations) = BRAT.each_file(record, Options())
    return text, annotations


def keeps_the_rules(text: str, annotations: str) -> None:
    """As brat's parser reads it: lines as str.splitlines has them, fragments in order, reference text equal to the text."""
    names: set[str] = set()
    for line in annotations.splitlines():
        assert LINE.fullmatch(line), line
        name, facts, *rest = line.split("\t")
        assert name not in names
        names.add(name)
        if name.startswith("T"):
            places = [tuple(map(int, place.split())) for place in facts.partition(" ")[2].split(";")]
            assert all(a < b for a, b in places)
            assert places == sorted(places)
            assert " ".join(text[a:b] for a, b in places) == rest[0]
            assert not any("\n" in text[a:b] for a, b in places)
        else:
            for other in re.findall(r"\bT\d+\b", facts):
                assert other in names


def test_bundled_reports_keep_the_rules(examples: dict[str, Record]) -> None:
    for record in (talks(), *examples.values()):
        text, annotations = pair(record)
        assert text == record.document.text
        keeps_the_rules(text, annotations)
        assert annotations.count("\tStatement ") == len(record.statements)


def test_a_report_without_findings_has_an_empty_file() -> None:
    assert pair(empty_record())[1] == ""


def test_a_statement_in_two_paragraphs_is_one_annotation_in_fragments() -> None:
    (line,) = [each for each in pair(talks())[1].splitlines() if "generation" in each]
    assert ";" in line.split("\t")[1]


def test_what_is_used_is_configured() -> None:
    _, annotations = pair(talks())
    assert BRAT.beside == {"annotation.conf": CONFIGURATION}
    for line in annotations.splitlines():
        if line[0] in "TRA":
            assert re.search(rf"^{line.split(chr(9))[1].split(' ')[0]}\b", CONFIGURATION, re.MULTILINE), line


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_any_text_keeps_the_rules(text: str) -> None:
    pledge = Pledge(
        id="p-1", who=(), statement=None, span=Span(0, len(text), text), due=None, condition=None, confidence=1.0, by="x"
    )
    keeps_the_rules(*pair(msgspec.structs.replace(empty_record(text), pledges=(pledge,))))


def test_several_reports_do_not_go_into_one_file() -> None:
    assert "".join(BRAT.stream([talks()], Options())) == pair(talks())[1]
    with pytest.raises(OnRecordError, match="give a folder with --output"):
        "".join(BRAT.stream([talks(), talks()], Options()))
