"""One word of a report turned changes one field of one figure."""

from __future__ import annotations

import onrecord
from bench.turned import FIELDS, measure, turns

TEXT = """President of Sarelia Helena Marsk said that in 2022 trade between the two countries increased by about 14 percent.

Exports fell by 6 percent, or $2 billion. In 2023 the number of tourists grew by more than 30 percent.
"""


def test_every_turn_changes_exactly_its_field() -> None:
    record = onrecord.read_text(TEXT, published="2024-06-11")
    made, right, notes = measure([record])
    assert notes == []
    assert right == made
    assert set(made) == set(FIELDS)


def test_a_turn_changes_one_stretch_of_the_text() -> None:
    record = onrecord.read_text(TEXT, published="2024-06-11")
    for turn in turns(record):
        assert turn.document.text[: turn.at] == TEXT[: turn.at]
        assert turn.document.text != TEXT
