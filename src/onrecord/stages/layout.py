"""The form of the text: paragraphs, transcript turns, page furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading import Layout, Paragraph, Reading
from onrecord.tables import Knowledge

__all__ = ["VERSION", "run"]

VERSION = 1


def run(readings: Sequence[Reading], knowledge: Knowledge) -> None:
    """Fill ``Reading.layout`` for every reading of the batch."""
    for reading in readings:
        text = reading.text
        paragraphs = tuple(
            Paragraph(m.start(), m.end(), "body", m.start()) for m in re.finditer(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*\S)*", text)
        )
        surface = re.sub(r"[\n\t\u00a0]", " ", text)
        reading.layout = Layout(surface, paragraphs, (), (), None, False)
