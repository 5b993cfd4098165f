"""The form of a text changes little of what is read: marks, blanks, line breaks and capitals."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.robustness import FORMS, measure

MOST_LOST = 3.0
"""F1 points of attribution that a form may cost on average."""


@pytest.mark.parametrize("form", FORMS)
@given(st.text(alphabet='aB .,\n"”“’ of to\u00a0', max_size=200))
def test_a_form_keeps_the_length_of_the_text(form: str, text: str) -> None:
    assert len(FORMS[form](text)) == len(text)


def test_forms_cost_little_attribution(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = measure()
    plain = found["as it is"]["attributed"]
    lost = {form: plain - scores["attributed"] for form, scores in found.items() if form != "as it is"}
    with capsys.disabled():
        print("\nattributed F1 lost by form: " + ", ".join(f"{form} {points:.1f}" for form, points in lost.items()))
    assert sum(lost.values()) / len(lost) < MOST_LOST
