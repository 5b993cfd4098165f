"""Records as annotations: the report's own words, found again in its text."""

from __future__ import annotations

from typing import Any

import pytest

import onrecord
from onrecord.export.annotation import annotation

TEXT = (
    "President of Veskonia Radomir Tesk met with President of Sarelia Helena Marsk in Linmouth on 3 May. "
    "Radomir Tesk said that trade grew by 4 percent. Helena Marsk said that trade grew by 4 percent too."
)


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return annotation(onrecord.read_text(TEXT, published="2024-05-03"))


def test_words_that_stand_more_than_once_have_their_number(made: dict[str, Any]) -> None:
    cues = [s["cue"] for s in made["statements"]]
    assert cues == [["said", 1], ["said", 2]]


def test_spans_are_those_of_the_words(made: dict[str, Any]) -> None:
    for statement in made["statements"]:
        words = [w if isinstance(w, str) else w[0] for w in statement["content"]]
        assert words == [TEXT[a:b] for a, b in statement["content_spans"]]
    assert made["meetings"][0]["evidence"] == TEXT[slice(*made["meetings"][0]["evidence_span"])]


def test_it_holds_what_an_annotation_holds(made: dict[str, Any]) -> None:
    assert set(made) == {"id", "sha256", "meetings", "statements", "figures", "pledges"}
    assert {f["value"] for f in made["figures"]} == {4}
