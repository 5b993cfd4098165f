"""The fast look at a page: its text, its language, whether it may report talks. Only what passes is parsed and read in full."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from onrecord.errors import InputError, ModelMissing
from onrecord.ingest.encoding import declared, decode
from onrecord.ingest.language import detect
from onrecord.models.talks_filter import talks_filter
from onrecord.tables import load

__all__ = ["Look", "look"]

_MOST = 2_000_000
"""Characters of a page that are looked at."""
_FEWEST = 200
"""Characters of main text below which the whole page is looked at."""
_LANGUAGE_SAMPLE = 1_000
_DEEPEST = 1_000
_TAG = re.compile(r"<(/?)(?!(?:img|br|hr|input|meta|link|li|p|option|td|tr|dd|dt|source|wbr|area|col)\b)[A-Za-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen: how much it speaks of talks and, where that is enough, its ``language`` (ISO 639-1).

    ``why`` it does not pass, null where it does, is ``"language"``, ``"other"``, ``"empty"`` or ``"binary"``.
    """

    language: str | None
    score: float | None
    why: str | None


def look(data: bytes, charset: str | None) -> Look:
    """Look at a page. Raises ``ModelMissing`` where resiliparse or py3langid is not installed."""
    try:
        text = decode(data, charset or declared(data)).text[:_MOST]
    except InputError:
        return Look(None, None, "binary")
    shown = _shown(text)
    if not shown.strip():
        return Look(None, None, "empty")
    score = round(talks_filter().score(shown), 3)
    if score < talks_filter().threshold:
        return Look(None, score, "other")
    # The filter knows English only, and costs less than telling languages apart: so few pages come to this.
    language = _language(shown)
    return Look(language, score, None if language == "en" else "language")


def _shown(text: str) -> str:
    """The text that a page shows: its main part, or all of it where that is next to nothing."""
    if "<" not in text[:10_000]:
        return text
    try:
        from resiliparse.extract.html2text import extract_plain_text
    except ImportError as error:
        raise ModelMissing("resiliparse is not installed: pip install 'onrecord[crawl]'") from error
    if _too_deep(text):
        return ""
    try:
        main = str(extract_plain_text(text, main_content=True, alt_texts=False))
        return main if len(main) >= _FEWEST else str(extract_plain_text(text, alt_texts=False))
    except (ValueError, RuntimeError):
        return ""


def _too_deep(text: str) -> bool:
    """Whether elements may be nested deeper than any page's: extraction takes more than linear time in their depth."""
    if text.count("<") <= _DEEPEST:
        return False
    depth = 0
    for tag in _TAG.finditer(text):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > _DEEPEST:
            return True
    return False


def _language(text: str) -> str:
    """The language by letters, unless the commonest words say that it is English: names from afar mislead by letters."""
    sample = text[:_LANGUAGE_SAMPLE]
    found = str(_identifier().classify(sample)[0])
    return "en" if found != "en" and detect(sample, load()) == "en" else found


@lru_cache(maxsize=1)
def _identifier() -> Any:
    try:
        import py3langid
    except ImportError as error:
        raise ModelMissing("py3langid is not installed: pip install 'onrecord[crawl]'") from error
    return py3langid
