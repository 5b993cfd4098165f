"""What the rules do not hear and the attribution model does.

The rules come first: on official reports they are right more often than the model alone. The model adds a relation only
where no attribution of theirs stands, only with a verb that reports speech, only with a source that names somebody here, and
only where it is sure. What it adds is brought into the form that the guidelines ask for.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.errors import ModelMissing
from onrecord.models.attribution import NAME, AttributionModel, Relation, load
from onrecord.models.cues import is_speech
from onrecord.reading import Attribution, Reading
from onrecord.stages.attributions.content import trimmed
from onrecord.stages.attributions.draft import Draft, Piece
from onrecord.stages.attributions.finish import finished
from onrecord.stages.attributions.lexicon import Entry, Lexicon
from onrecord.stages.attributions.syntax import negated, planned
from onrecord.tables import Knowledge

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["SURE", "heard"]

SURE = 0.7
"""The least score of a relation that is taken: chosen on ``bench/data/additions`` and the annotated reports of the set dev."""

_LONGEST_PARAGRAPH = 20_000
_GAP = 3
"""The fewest words of one of two pieces."""
_BRIEF = 2
"""The most pieces, and the fewest words of one alone."""
_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "both"})
_EDGES = frozenset({"AUX", "ADV", "DET", "PART", "SCONJ", "PUNCT"})


def heard(reading: Reading, found: Sequence[Attribution], lexicon: Lexicon, knowledge: Knowledge) -> list[Attribution]:
    """What the model adds to ``found``, the rules' attributions of the narration."""
    taken = [span for a in found for span in (*a.content, a.cue) if span is not None]
    paragraphs = list(_open_paragraphs(reading, taken, lexicon))
    model = _model() if paragraphs else None
    if model is None:
        return []
    bounds = [(reading.parse.offsets[i], reading.layout.paragraphs[i].end) for i in paragraphs]
    added: list[Attribution] = []
    for relation in model.predict([reading.layout.surface], [bounds])[0]:
        if relation.score < SURE or any(_touch(span, t) for span in (relation.cue, *relation.content) for t in taken):
            continue
        index = next(i for i, (s, e) in zip(paragraphs, bounds, strict=True) if s <= relation.cue[0] < e)
        draft = _Heard(reading, index, lexicon).draft(relation)
        attribution = finished(reading, draft, knowledge) if draft is not None else None
        if attribution is not None:
            added.append(attribution)
            taken += [relation.cue, *attribution.content]
    return added


@lru_cache(maxsize=1)
def _model() -> AttributionModel | None:
    try:
        return load()
    except ModelMissing as error:
        logging.getLogger(__name__).warning("statements are found by rules alone: %s", error)
        return None


def _touch(a: Piece, b: Piece) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _open_paragraphs(reading: Reading, taken: Sequence[Piece], lexicon: Lexicon) -> Iterator[int]:
    """The paragraphs of narration with a word that may report speech outside all that the rules found."""
    for index, paragraph in enumerate(reading.layout.paragraphs):
        if paragraph.kind != "body" or index not in reading.parse.docs:
            continue
        offset = reading.parse.offsets[index]
        if paragraph.end - offset > _LONGEST_PARAGRAPH:
            continue
        verbs = [(offset + t.idx, offset + t.idx + len(t)) for t in reading.parse.docs[index] if _finite(t, lexicon)]
        if any(not any(_touch(verb, t) for t in taken) for verb in verbs):
            yield index


def _finite(token: Token, lexicon: Lexicon) -> bool:
    """Whether a token is a verb that may report speech, in a form that tells of what happened."""
    return token.pos_ == "VERB" and token.tag_ != "VB" and _reports(token, lexicon) and not _not_said(token)


def _reports(token: Token, lexicon: Lexicon) -> bool:
    lemma = token.lemma_.lower()
    return lemma in lexicon.verbs or lemma in lexicon.phrases or is_speech(token.text)


def _not_said(verb: Token) -> bool:
    """Whether a verb, or the one that it is set beside, is negated or only planned."""
    chain = [verb, *([verb.head] if verb.dep_ == "conj" else [])]
    return any(negated(t) or planned(t) for t in chain)


class _Heard:
    """One paragraph, in whose form a relation of the model is brought."""

    def __init__(self, reading: Reading, index: int, lexicon: Lexicon) -> None:
        self._reading, self._index, self._lexicon = reading, index, lexicon
        self._text = reading.layout.surface
        self._offset = reading.parse.offsets[index]
        self._doc: Doc = reading.parse.docs[index]

    def draft(self, relation: Relation) -> Draft | None:
        """The relation as a draft; null where it is none that the record keeps."""
        verb = self._verb(relation.cue)
        if verb is None or relation.source is None or _not_said(verb):
            return None
        entry = self._lexicon.verbs.get(verb.lemma_.lower())
        cue = self._bare(relation.cue)
        sentence = (self._offset + verb.sent.start_char, self._offset + verb.sent.end_char)
        content = self._content(relation, sentence)
        if not content or not self._speaker(relation.source, sentence) or not self._governed(entry, cue, content[0]):
            return None
        return Draft(relation.source, cue, content, entry.act if entry else None, self._index, why=NAME)

    def _span(self, place: Piece) -> Span | None:
        return self._doc.char_span(place[0] - self._offset, place[1] - self._offset, alignment_mode="expand")

    def _verb(self, cue: Piece) -> Token | None:
        """The verb of the cue: one that the lexicon has, or any in words that report speech."""
        span = self._span(cue)
        verbs = [t for t in span or () if t.pos_ == "VERB"]
        known = [t for t in verbs if t.lemma_.lower() in self._lexicon.verbs or t.lemma_.lower() in self._lexicon.phrases]
        spoken = verbs[-1:] if is_speech(self._text[slice(*cue)]) else []
        return next(iter(known or spoken), None)

    def _bare(self, cue: Piece) -> Piece:
        """The cue without auxiliaries, adverbs and "that" at its edges."""
        tokens = list(self._span(cue) or ())
        while len(tokens) > 1 and tokens[0].pos_ in _EDGES:
            tokens.pop(0)
        while len(tokens) > 1 and tokens[-1].pos_ in _EDGES and tokens[-1].dep_ != "prt":
            tokens.pop()
        return self._offset + tokens[0].idx, self._offset + tokens[-1].idx + len(tokens[-1])

    def _content(self, relation: Relation, sentence: Piece) -> list[Piece]:
        """The pieces in the cue's sentence, without "that"; those that only a mark parts are one."""
        joined: list[Piece] = []
        for start, end in relation.content:
            if not (sentence[0] <= start and end <= sentence[1]) or _touch((start, end), relation.source or (0, 0)):
                continue
            if joined and self._another(joined[-1][1], start, relation.cue):
                break
            if joined and not any(c.isalnum() for c in self._text[joined[-1][1] : start]):
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        bare = (trimmed(self._text, s + (5 if self._text[s : s + 5].lower() == "that " else 0), e) for s, e in joined)
        pieces = [p for p in bare if p is not None]
        least = _GAP if len(pieces) > 1 else _BRIEF
        broken = len(pieces) > _BRIEF or any(len(self._text[s:e].split()) < least for s, e in pieces)
        return [] if broken else pieces

    def _another(self, start: int, end: int, cue: Piece) -> bool:
        """Whether a second verb of speech stands between two pieces: what follows it is its own."""
        between = self._span((start, end)) if end - start > 1 else None
        cues = (self._offset + t.idx for t in between or () if _reports(t, self._lexicon))
        return any(not cue[0] <= at < cue[1] for at in cues)

    def _speaker(self, source: Piece, sentence: Piece) -> bool:
        """Whether the source names or stands for somebody, in the cue's sentence and outside quotations."""
        if not (sentence[0] <= source[0] and source[1] <= sentence[1]):
            return False
        if any(q.start <= source[0] < q.end for q in self._reading.quotations):
            return False
        named = any(_touch(source, (m.start, m.end)) for m in self._reading.mentions)
        return named or self._text[slice(*source)].lower() in _PRONOUNS

    def _governed(self, entry: Entry | None, cue: Piece, first: Piece) -> bool:
        """Whether what was said stands where the verb takes it, not somebody spoken with ("spoke with X", "thanked X")."""
        if any(m.start <= first[0] and first[1] <= m.end for m in self._reading.mentions):
            return False
        if self._text[cue[0] : first[0]].lower().split()[-1:] == ["with"]:
            return False
        if entry is None or (not entry.person and {"clause", "object", "quote"} & set(entry.takes)) or first[0] < cue[0]:
            return True
        before = self._text[cue[0] : first[0]].lower().split()
        infinitive = "to" in entry.takes and self._text[first[0] : first[0] + 3].lower() == "to "
        return bool(before) and (infinitive or before[-1] in {*entry.takes, "that"})
