"""Which quotations are speech, and which passages around them may attribute them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading import Quotation

__all__ = ["Stretch", "goes_on", "speech_and_words", "stretches"]

_ENDS_SPEECH = ",.!?…—–-"
_STARTS_AFTER = '.!?…:”"»“„(['
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a paragraph outside its speech, ``[start, end)``, with the speech before and after it, if any (indexes)."""

    start: int
    end: int
    before: int | None
    after: int | None


def speech_and_words(
    text: str, quotations: Sequence[Quotation], cue_before: Sequence[bool]
) -> tuple[list[Quotation], list[Quotation]]:
    """The outermost quotations of a paragraph as speech (whole utterances) and as single words within a clause.

    ``cue_before`` says for each quotation whether a verb of speech stands right before it. A quotation is speech where it
    begins a sentence or follows a cue, and ends as an utterance does.
    """
    speech: list[Quotation] = []
    words: list[Quotation] = []
    for quotation, cued in zip(quotations, cue_before, strict=True):
        (speech if _is_speech(text, quotation, cued) else words).append(quotation)
    return speech, words


def _is_speech(text: str, quotation: Quotation, cued: bool) -> bool:
    inner = text[quotation.start : quotation.end].strip()
    if quotation.run is not None:
        return True
    before = text[: quotation.outer[0]].rstrip()
    begins = not before or before[-1] in _STARTS_AFTER
    if not begins and not cued:
        return False
    if len(inner.split()) <= _SHORT and not inner.endswith(("!", "?")) and not cued and inner[-1:] not in ",.":
        return False
    after = text[quotation.outer[1] :].lstrip()
    if not after or inner[-1:] in _ENDS_SPEECH or after[0] in ",.–—":
        return True
    return (cued and after[0] in ";") or not quotation.closed


def stretches(length: int, speech: Sequence[Quotation]) -> list[Stretch]:
    """What lies before, between and after the speech of a paragraph of ``length`` characters."""
    found: list[Stretch] = []
    at = 0
    for i, quotation in enumerate(speech):
        if quotation.outer[0] > at:
            found.append(Stretch(at, quotation.outer[0], i - 1 if i else None, i))
        at = max(at, quotation.outer[1])
    if at < length:
        found.append(Stretch(at, length, len(speech) - 1 if speech else None, None))
    return found


def goes_on(text: str, quotation: Quotation, after: str) -> bool:
    """Whether the words ``after`` a quotation go on with its sentence (", he said") rather than begin another."""
    rest = after.lstrip()
    if not rest:
        return False
    inner = text[quotation.start : quotation.end].rstrip()
    if rest[0] in ",–—-" or rest[0].islower():
        return True
    return inner[-1:] not in "." or not inner
