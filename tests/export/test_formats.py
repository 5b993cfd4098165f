"""The registry of formats, JSON and JSON Lines."""

from __future__ import annotations

import json

import pytest
from tests.export.records import empty_record, talks

from onrecord.export import Options, format_names, get_format
from onrecord.model import Record

NAMES = ("annotations", "brat", "csv", "html", "json", "jsonld", "jsonl", "markdown", "meetings", "plover", "table")


def test_the_formats_are_found_by_their_files() -> None:
    assert format_names() == tuple(sorted(NAMES))
    for name in NAMES:
        assert get_format(name).extension
        assert get_format(name).summary


def test_an_unknown_format_is_told_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no format 'docx': choose one of annotations, brat, csv"):
        get_format("docx")


@pytest.mark.parametrize("name", NAMES)
def test_no_records_give_no_record(name: str) -> None:
    text = "".join(get_format(name).stream([], Options()))
    assert text == "" or (name in ("csv", "meetings", "plover") and text.count("\n") == 1)


@pytest.mark.parametrize("name", NAMES)
def test_a_format_does_the_same_twice(name: str) -> None:
    form = get_format(name)
    assert list(form.stream([talks()], Options())) == list(form.stream([talks()], Options()))


def test_json_of_one_input_is_an_object() -> None:
    text = "".join(get_format("json").stream([talks()], Options()))
    assert Record.from_json(text) == talks()
    assert text.endswith("}\n")


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_json_of_several_inputs_is_an_array_however_many_came_through(count: int) -> None:
    text = "".join(get_format("json").stream([talks()] * count, Options(several=True)))
    assert json.loads(text) == [talks().to_dict()] * count


def test_json_of_one_input_with_two_reports_is_an_array() -> None:
    text = "".join(get_format("json").stream([talks(), empty_record()], Options()))
    assert [one["document"]["id"] for one in json.loads(text)] == ["velland-port-linden", "quiet"]


def test_json_lines_are_one_record_each_and_come_one_by_one() -> None:
    pieces = get_format("jsonl").stream(iter([talks(), empty_record()]), Options())
    first = next(pieces)
    assert first.count("\n") == 1
    assert Record.from_json(first) == talks()
    assert Record.from_json(next(pieces)) == empty_record()


def test_a_file_ends_as_its_format_does() -> None:
    endings = {name: [ending for ending, _ in get_format(name).each_file(talks(), Options())] for name in NAMES}
    assert endings["json"] == ["json"]
    assert endings["markdown"] == ["md"]
    assert endings["table"] == ["txt"]
    assert endings["jsonld"] == ["jsonld"]
    assert endings["annotations"] == ["annotations.json"]
    assert endings["brat"] == ["txt", "ann"]
    assert endings["csv"] == ["meetings.csv", "statements.csv", "figures.csv", "events.csv", "pledges.csv"]
