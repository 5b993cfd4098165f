"""W3C Web Annotations: against a schema after the recommendation, and found again in the text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.export.records import TEXT, empty_record, talks

from onrecord.export import Options, get_format
from onrecord.export.formats.annotations import page
from onrecord.model import Record

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "annotations.json").read_text(encoding="utf-8"))


def selectors(annotation: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(t["selector"][0], t["selector"][1]) for t in annotation["target"]]


@pytest.mark.parametrize("name", ["linmouth-veskonia", "linmouth-sarelia", "call-caldora"])
def test_bundled_reports_keep_the_schema(examples: dict[str, Record], name: str) -> None:
    text = "".join(get_format("annotations").stream([examples[name]], Options()))
    found = json.loads(text)
    jsonschema.validate(found, SCHEMA)
    assert len({a["id"] for a in found["items"]}) == len(found["items"]) > 10


def test_the_invented_record_and_an_empty_one_keep_the_schema() -> None:
    for record in (talks(), empty_record()):
        jsonschema.validate(page(record), SCHEMA)
    assert page(empty_record())["items"] == []


def test_several_records_are_an_array_of_pages() -> None:
    pages = json.loads("".join(get_format("annotations").stream([talks(), empty_record()], Options())))
    assert [len(p["items"]) > 0 for p in pages] == [True, False]


def test_both_selectors_find_the_same_words(examples: dict[str, Record]) -> None:
    for record in (talks(), *examples.values()):
        text = record.document.text
        for annotation in page(record)["items"]:
            for position, quote in selectors(annotation):
                start, end = position["start"], position["end"]
                assert text[start:end] == quote["exact"]
                assert text[:start].endswith(quote["prefix"])
                assert text[end:].startswith(quote["suffix"])
                assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_offsets_are_code_points() -> None:
    record = talks()
    assert any(ord(c) > 127 for c in TEXT)
    (quoted,) = [a for a in page(record)["items"] if a["target"][0]["selector"][1]["exact"] == "This is a good sign"]
    assert quoted["target"][0]["selector"][0]["start"] == TEXT.index("This is a good sign")
    assert quoted["target"][0]["source"]["via"] == "https://president.velland.example/events/1204"


def test_a_statement_in_two_pieces_has_two_targets() -> None:
    assert max(len(a["target"]) for a in page(talks())["items"]) == 2


def test_the_finding_comes_back_from_its_annotation() -> None:
    record = talks()
    for finding, annotation in zip(record.meetings + record.statements, page(record)["items"], strict=False):
        (data,) = [json.loads(b["value"]) for b in annotation["body"] if b.get("format") == "application/json"]
        assert data == next(d for t in ("meetings", "statements") for d in record.to_dict()[t] if d["id"] == finding.id)
