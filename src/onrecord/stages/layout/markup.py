"""Remains of markup in a text: tags, bold marks, escapes, addresses of links, and words that are struck out."""

from __future__ import annotations

import re

__all__ = ["markup_spans"]

_TAGS = "a|abbr|b|big|br|div|em|font|i|p|small|span|strong|sub|sup|u"
_MARKUP = re.compile(
    r"<(?P<struck>s|strike|del)>[^<>\n]{0,200}</(?P=struck)>"
    rf"|</?(?:{_TAGS}|s|strike|del)(?:[ /][^<>\n]{{0,200}})?>"
    r"|(?<!\*)\*\*(?!\*)"
    r"|\\(?=[\[\]#*_>.'\"-])"
    r"|\[(?=[^\[\]\n]{1,200}\]\(https?:)"
    r"|(?<=\w)\]\(https?:[^()\s]{1,400}\)",
    re.IGNORECASE,
)


def markup_spans(flat: str) -> list[tuple[int, int]]:
    """Where markup stands in a flat text, in order. Text that is struck out counts with its tags."""
    return [match.span() for match in _MARKUP.finditer(flat)]
