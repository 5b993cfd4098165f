"""Speech told apart from attitude by the words of the cue."""

from __future__ import annotations

import pytest

from onrecord.models.cues import forms, is_speech


@pytest.mark.parametrize("cue", ["said", "has repeatedly said", "According to", ":", "denies", "quipped", "went on  to say"])
def test_speech(cue: str) -> None:
    assert is_speech(cue)


@pytest.mark.parametrize("cue", ["wants", "is expected", "fears", "seemed", "believes", "", "essay", "unsaid-for"])
def test_no_speech(cue: str) -> None:
    assert not is_speech(cue)


def test_forms_of_regular_verbs() -> None:
    assert set(forms("deny")) == {"deny", "denies", "denied", "denying"}
    assert set(forms("note")) == {"note", "notes", "noted", "noting"}
    assert {"stress", "stresses", "stressed", "stressing"} <= set(forms("stress"))
    assert {"quips", "quipped", "quipping"} <= set(forms("quip"))
