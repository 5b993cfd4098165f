"""An attribution while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Draft", "Piece"]

Piece = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """Offsets are characters of the document. ``content`` may still touch punctuation; ``open_end`` says that a following
    sentence of the same passage may go on with it; ``runs`` numbers of the quotations that run over several paragraphs."""

    source: Piece | None
    cue: Piece | None
    content: list[Piece]
    act: str | None
    paragraph: int
    joint: bool = False
    author: bool = False
    quoted: bool = False
    open_end: bool = False
    runs: set[int] = field(default_factory=set)
    why: str = ""

    @property
    def at(self) -> int:
        """Where it begins in the text: the first of source, cue and content."""
        places = [p[0] for p in (self.source, self.cue) if p is not None] + [c[0] for c in self.content]
        return min(places)
