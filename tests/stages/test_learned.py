"""What the attribution model adds to the rules, and that they stand without it. All texts are invented."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable

import pytest

from onrecord.errors import ModelMissing
from onrecord.model import Document, Record
from onrecord.models.attribution import NAME
from onrecord.stages.attributions import learned
from onrecord.tables import Knowledge

Read = Callable[..., Record]
LEAD = "President of Sarelia Helena Marsk met with President of Veskonia Radomir Tesk in Linmouth on 11 June. "
MISSED = "Helena Marsk also reported progress in the talks on the border."
"""The verb takes a clause or "on": the rules leave its bare object."""


@pytest.fixture
def read(make_document: Callable[..., Document], knowledge: Knowledge) -> Read:
    flow = importlib.import_module("onrecord.read")

    def run(text: str) -> Record:
        return next(iter(flow.read_documents([make_document(text)], knowledge)))

    return run


def test_the_model_hears_what_the_rules_do_not_and_says_so(read: Read) -> None:
    (added,) = read(LEAD + MISSED).statements
    assert [p.name for p in added.speakers] == ["Helena Marsk"]
    assert added.cue is not None
    assert (added.cue.text, [c.text for c in added.content]) == (
        "reported",
        ["progress in the talks on the border"],
    )
    assert added.by.startswith(NAME)
    assert added.confidence < 0.95


def test_what_the_rules_find_is_theirs(read: Read) -> None:
    found = read(LEAD + "Helena Marsk noted that the bridge is open. “The port is ours,” she said.").statements
    assert len(found) == 2
    assert not any(s.by.startswith(NAME) for s in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "Helena Marsk spoke with Radomir Tesk by telephone.",
        "Helena Marsk did not report any breach of the treaty.",
        "The two leaders will report a significant number of breaches.",
        "Helena Marsk signed a memorandum on the port.",
    ],
)
def test_it_adds_nothing_that_was_not_said(read: Read, sentence: str) -> None:
    assert not any(s.by.startswith(NAME) for s in read(LEAD + sentence).statements)


def test_without_its_weights_the_rules_read_alone_and_say_so(
    read: Read, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing() -> None:
        raise ModelMissing("no attribution model here")

    monkeypatch.setattr(learned, "load", missing)
    learned._model.cache_clear()
    with caplog.at_level(logging.WARNING):
        assert read(LEAD + MISSED).statements == ()
        assert len(read(LEAD + "Helena Marsk noted that the bridge is open.").statements) == 1
    learned._model.cache_clear()
    assert [r.getMessage() for r in caplog.records] == ["statements are found by rules alone: no attribution model here"]


def test_a_paragraph_longer_than_the_model_is_given_is_left_to_the_rules(read: Read) -> None:
    text = LEAD + MISSED + " The port is wide and old." * 900
    assert not any(s.by.startswith(NAME) for s in read(text).statements)
