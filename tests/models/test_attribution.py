"""The model as a user of it sees it: with a made-up runner, and with the trained weights where they can run."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ModelMissing
from onrecord.models.attribution import FOLDER, AttributionModel, Relation, load
from onrecord.models.wordpiece import WordPieces

VOCABULARY = ["[PAD]", "[UNK]", *(f"[unused{i}]" for i in range(101)), "minister", "said", "trade", "grew", ".", "the"]
ROLES = {"minister": 1, "said": 2, "trade": 0, "grew": 0}


def _run(ids: np.ndarray, shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Tags by the word; contents point to the first "said", it to the first "minister" of the window."""
    rows, time = ids.shape
    tags = np.zeros((rows, time, 3, 3), dtype=np.float32)
    tags[..., 0] = 9
    pointers = np.zeros((3, rows, time, time), dtype=np.float32)
    names = np.array([*VOCABULARY, *[""] * 99])[ids]
    for word, role in ROLES.items():
        for row, at in zip(*np.nonzero(names == word), strict=True):
            tags[row, at, role, 2 if word == "grew" else 1] = 20
    for row in range(rows):
        cue, source = (int(np.argmax(names[row] == word)) for word in ("said", "minister"))
        pointers[0, row, :, cue] = pointers[1, row, :, source] = pointers[2, row, :, source] = 20
    return tags.reshape(rows, time, 9), pointers


MADE = AttributionModel(WordPieces(VOCABULARY), _run)


def test_relations_are_spans_of_the_text() -> None:
    text = "Trade grew, the minister said."
    (found,) = MADE.predict([text])
    (relation,) = found
    assert text[slice(*relation.cue)] == "said"
    assert relation.source is not None
    assert text[slice(*relation.source)] == "minister"
    assert [text[s:e] for s, e in relation.content] == ["Trade grew"]
    assert 0.9 < relation.score <= 1


def test_a_text_is_read_the_same_alone_and_among_others() -> None:
    texts = ["Trade grew, the minister said.", "", "The minister said trade grew. " * 80]
    assert MADE.predict(texts) == [MADE.predict([text])[0] for text in texts]


def test_the_caller_may_bound_the_paragraphs() -> None:
    text = "X said the minister trade grew"
    (found,) = MADE.predict([text], [[(2, len(text))]])
    assert [text[slice(*r.cue)] for r in found] == ["said"]
    assert MADE.predict([text], [[]]) == [[]]


def test_a_folder_without_weights_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="no attribution model"):
        load(tmp_path)


@pytest.fixture(scope="module")
def model() -> AttributionModel:
    if find_spec("onnxruntime") is None or not (FOLDER / "model.onnx").is_file():
        pytest.skip("not checked: the trained weights or onnxruntime are not there")
    return load()


def _words(text: str, relation: Relation) -> tuple[str | None, str, str]:
    source = None if relation.source is None else text[slice(*relation.source)]
    return source, text[slice(*relation.cue)], " ".join(text[s:e] for s, e in relation.content)


def test_direct_and_indirect_speech_is_read(model: AttributionModel) -> None:
    text = (
        "President Orlan Vesk said that trade between the two countries had grown by a fifth.\n\n"
        "“We will build the bridge,” the prime minister of Ostrava told reporters on Monday. “It will be ready in May.”"
    )
    first, second = model.predict([text])[0]
    assert _words(text, first)[:2] == ("President Orlan Vesk", "said")
    assert "trade between the two countries had grown by a fifth" in _words(text, first)[2]
    assert _words(text, second)[0] == "the prime minister of Ostrava"
    assert _words(text, second)[1].startswith("told")
    assert "We will build the bridge" in _words(text, second)[2]
    assert "It will be ready in May" in _words(text, second)[2]


@settings(max_examples=15, deadline=None)
@given(st.text(st.sampled_from("The minister said “trade grew”.\n\u00a0é中\u0301") | st.characters(), max_size=400))
def test_spans_of_any_text_lie_inside_it(model: AttributionModel, text: str) -> None:
    for relation in model.predict([text])[0]:
        spans = [relation.cue, *relation.content, *([relation.source] if relation.source else [])]
        assert all(0 <= s < e <= len(text) for s, e in spans)
        assert 0 <= relation.score <= 1


def test_all_weights_together_stay_under_sixty_megabytes() -> None:
    assert sum(p.stat().st_size for p in FOLDER.parent.rglob("*") if p.is_file()) < 60_000_000
