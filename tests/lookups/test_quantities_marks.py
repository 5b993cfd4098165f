"""Quantities whose currency is told by letters, and ranges with two scales."""

from __future__ import annotations

import pytest

from onrecord.lookups.quantities import quantities
from onrecord.tables import load


def found(text: str) -> list[tuple[float, str | None, str]]:
    return [(q.value, q.unit.name if q.unit else None, q.bound) for q in quantities(load()).find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a loan of USD10 million", [(10_000_000, "USD", "exact")]),
        ("a loan of $US55,931,000", [(55_931_000, "USD", "exact")]),
        ("a loan of Rs 500 crore", [(5_000_000_000, "INR", "exact")]),
        ("a half-million people", [(500_000, None, "exact")]),
        ("trade grew 5 percent to 300,000", [(5, "percent", "exact"), (300_000, None, "exact")]),
        ("between 5 and 7 percent", [(5, "percent", "at_least"), (7, "percent", "at_most")]),
        ("$5 to $6 million", [(5_000_000, "USD", "at_least"), (6_000_000, "USD", "at_most")]),
        ("from $200,000 to $4 million", [(200_000, "USD", "at_least"), (4_000_000, "USD", "at_most")]),
        ("a five percent to 20 percent rebound", [(5, "percent", "at_least"), (20, "percent", "at_most")]),
        ("trade nearly reached $40 billion", [(40_000_000_000, "USD", "under")]),
        ("the form ABUSD10", []),
    ],
)
def test_quantities(text: str, expected: list[tuple[float, str | None, str]]) -> None:
    assert found(text) == expected
