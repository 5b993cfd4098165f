"""What a cue reports: where its content begins and ends.

Where content begins is read from the parse. Where it ends is read from the passage: the whole reported clause belongs to
it, up to the next cue that stands beside this one or to the sentence's end, which holds also where the parse goes astray.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.stages.attributions.cues import Cue, talk_prepositions
from onrecord.stages.attributions.syntax import child, left_edge, objects, right_edge, token_end

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Begin", "begin", "clause_start", "trimmed"]

_DASHES = "–—-"
_TRIM_END = " ,;.:" + _DASHES
_TRIM_START = " ,;.:" + _DASHES
_FAR = 22
_FACTS = frozenset({"fact"})
_SKIPPED = frozenset({"ADV", "ADP", "NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PUNCT", "CCONJ", "PART"})
_RELATIVE_PRONOUNS = frozenset({"WDT", "WP"})


@dataclass(frozen=True, slots=True)
class Begin:
    """Where content begins: ``start``, in characters; ``end`` where it is known, else null (up to the passage's limit).

    ``cue_end`` is where the cue ends once its preposition belongs to it. ``after`` says that more content of the same
    statement stands after the cue ("A was discussed, with an emphasis on B"), from that character on.
    """

    start: int
    end: int | None
    cue_end: int
    after: int | None = None


def begin(cue: Cue, limit: int, without: frozenset[str] = frozenset()) -> Begin | None:
    """Where what ``cue`` reports begins, before the character ``limit``; null where it reports nothing.

    In a passive that is its subject. ``without`` are nouns that are no matter talked about ("on the phone").
    """
    found = _passive(cue, without) if cue.passive else _active(cue, without)
    if found is None or found.start >= limit:
        return None
    return found


def _active(cue: Cue, without: frozenset[str]) -> Begin | None:
    takes = cue.entry.takes
    infinitive = _infinitive(cue)
    if infinitive is not None and cue.entry.addressee:
        return infinitive
    options = [o for o in (_clause(cue), infinitive, _preposition(cue, without), _object(cue)) if o is not None]
    if options:
        return min(options, key=lambda o: o.start)
    return _whole(cue) if "whole" in takes else None


def _passive(cue: Cue, without: frozenset[str]) -> Begin | None:
    if cue.entry.person:
        return None
    subject = child(cue.verb, "nsubjpass", "csubjpass")
    if cue.entry.objects or subject is None or subject.lower_ == "it":
        return _active(cue, without)
    if not {"object", "clause"} & set(cue.entry.takes):
        return _stranded(cue, subject)
    return Begin(left_edge(subject), _subject_end(cue, subject), cue.end, _trailing(cue))


def _subject_end(cue: Cue, subject: Token) -> int:
    """Where the subject of a passive ends: at its verb, where only nouns stand between ("trade as well as culture was ...")."""
    verb = cue.verb
    first = min((c.i for c in verb.children if c.dep_ in ("aux", "auxpass")), default=verb.i)
    edge = subject.right_edge.i
    if edge >= first:
        return int(verb.doc[first].idx)
    between = verb.doc[edge + 1 : first]
    return (
        int(verb.doc[first].idx) if not any(t.pos_ in ("VERB", "AUX") or t.text == "," for t in between) else right_edge(subject)
    )


def _stranded(cue: Cue, subject: Token) -> Begin | None:
    """ "The issue was touched upon": the preposition has nothing after it."""
    for preposition in (c for c in cue.verb.children if c.i > cue.verb.i):
        if preposition.lower_ in cue.entry.takes and child(preposition, "pobj", "pcomp") is None:
            return Begin(left_edge(subject), right_edge(subject), token_end(preposition))
    return None


def _trailing(cue: Cue) -> int | None:
    """Where ", with an emphasis on ..." begins after a passive, or the infinitive in "the need was stressed to ..."."""
    for verb in cue.verb.children:
        to = child(verb, "aux")
        if verb.dep_ in ("xcomp", "advcl", "acl") and to is not None and to.tag_ == "TO" and 0 < to.i - cue.verb.i <= 2:
            return int(to.idx)
    for preposition in cue.verb.children:
        if preposition.dep_ == "prep" and preposition.i > cue.verb.i and preposition.lower_ in ("with", "including"):
            before = preposition.doc[preposition.i - 1]
            if before.text == ",":
                return int(preposition.idx)
    return None


def _clause(cue: Cue) -> Begin | None:
    if "clause" not in cue.entry.takes:
        return None
    last = max(t.i for t in cue.parts)
    that = _that(cue.verb.doc, last, cue.verb)
    if that is not None:
        fact = that.doc[that.i - 1]
        return Begin(token_end(that) + 1, None, token_end(fact) if fact.lower_ in _FACTS else cue.end)
    if cue.entry.person and _preposition(cue) is not None:
        return None
    for complement in cue.verb.children:
        if complement.dep_ == "ccomp" and complement.i > last and complement not in cue.parts:
            return _bare_clause(cue, complement, last)
    for part in cue.parts[1:]:
        for complement in part.children:
            if complement.dep_ in ("ccomp", "csubj", "advcl") and complement.i > last and child(complement, "nsubj") is not None:
                return _bare_clause(cue, complement, last)
    return None


def _that(doc: Doc, last: int, verb: Token) -> Token | None:
    """The "that" which opens the clause: reached from the cue over an addressee or an adverbial, but over no verb."""
    for i in range(last + 1, min(len(doc), last + _FAR)):
        token = doc[i]
        if token.lower_ == "that" and (i == last + 1 or doc[i - 1].lower_ in _FACTS or token.tag_ not in _RELATIVE_PRONOUNS):
            opens = token.dep_ == "mark" or i == last + 1 or doc[i - 1].lower_ in _FACTS
            return token if opens and token.head.i > i else None
        if _stops(token, verb):
            return None
    return None


def _stops(token: Token, verb: Token) -> bool:
    """Whether no "that" beyond this token can still open the verb's clause."""
    if token.lower_ in _FACTS:
        return False
    if token.head.i == verb.i and token.dep_ == "dobj":
        return token.pos_ not in ("PROPN", "PRON")
    return token.pos_ not in _SKIPPED or token.is_sent_start or (token.head.i == verb.i and token.dep_ == "ccomp")


def _bare_clause(cue: Cue, complement: Token, last: int) -> Begin | None:
    start = next((t for t in complement.subtree if t.i > last and t.lower_ not in (",", ":")), None)
    if start is None:
        return None
    if cue.entry.person:
        to = child(complement, "aux")
        if to is not None and to.tag_ == "TO":
            start = to
    return Begin(int(start.idx), None, cue.end)


def _infinitive(cue: Cue) -> Begin | None:
    if "to" not in cue.entry.takes or cue.entry.prep:
        return None
    for complement in [*cue.verb.children, *(c for p in cue.parts if p.i != cue.verb.i for c in p.children)]:
        to = child(complement, "aux")
        if (
            complement.dep_ in ("xcomp", "ccomp", "advcl", "acl")
            and complement.i > cue.verb.i
            and to is not None
            and to.tag_ == "TO"
        ):
            start = to.idx
            if not cue.entry.person and complement.dep_ == "ccomp":
                start = min(start, left_edge(complement))
            return Begin(int(max(start, cue.end + 1)), None, cue.end)
    return _gerund(cue)


def _gerund(cue: Cue) -> Begin | None:
    """A gerund where an infinitive could stand: "committed to opening a school"."""
    for to in cue.verb.rights:
        if to.lower_ == "to" and to.dep_ == "prep" and any(t.dep_ == "pcomp" and t.tag_ == "VBG" for t in to.rights):
            return Begin(int(max(to.idx, cue.end + 1)), None, cue.end)
    return None


def _preposition(cue: Cue, without: frozenset[str] = frozenset()) -> Begin | None:
    for preposition in talk_prepositions(cue):
        governed = child(preposition, "pobj", "pcomp")
        if governed is None or governed.lemma_.lower() in without:
            continue
        adjacent = preposition.idx <= cue.end + 1
        # "Agreement on trade has been reached": what stands before the verb ends there.
        end = right_edge(governed) if governed.i < cue.verb.i else None
        return Begin(left_edge(governed), end, token_end(preposition) if adjacent and end is None else cue.end)
    return _stray_preposition(cue) if cue.entry.person else None


def _stray_preposition(cue: Cue) -> Begin | None:
    """ "Informed his counterpart about ...": the preposition before any verb, where the parser made a clause of it all."""
    doc, last, wanted = cue.verb.doc, max(t.i for t in cue.parts), cue.entry.prepositions()
    for i in range(last + 2, min(len(doc) - 1, last + _FAR)):
        if doc[i].is_sent_start or doc[i].pos_ in ("VERB", "AUX") or doc[i].text in (",", ";"):
            return None
        if doc[i].lower_ in wanted and doc[i].pos_ == "ADP" and doc[i].lower_ not in ("of", "with"):
            return Begin(int(doc[i + 1].idx), None, cue.end)
    return None


def _object(cue: Cue) -> Begin | None:
    if "object" not in cue.entry.takes or cue.entry.person or cue.entry.objects:
        return None
    for found in objects(cue.verb):
        if found.i > cue.verb.i and found not in cue.parts and found.dep_ != "attr":
            return Begin(left_edge(found), None, cue.end)
    what = next(
        (c for c in cue.verb.children if c.dep_ == "ccomp" and c.left_edge.i > cue.verb.i and c.left_edge.tag_ in ("WP", "WRB")),
        None,
    )
    if what is not None:
        return Begin(left_edge(what), None, cue.end)
    gerund = next(
        (c for c in cue.verb.children if c.tag_ == "VBG" and c.dep_ in ("xcomp", "ccomp", "advcl", "pcomp") and c.i > cue.verb.i),
        None,
    )
    if gerund is not None and not any(t.text == "," for t in cue.verb.doc[cue.verb.i : gerund.i]):
        return Begin(left_edge(gerund), None, cue.end)
    # An object that the parser took for something else, directly after the verb.
    doc, last = cue.verb.doc, max(t.i for t in cue.parts)
    if (
        last + 1 < len(doc)
        and doc[last + 1].lower_ != "that"
        and (doc[last + 1].pos_ in ("DET", "ADJ", "NOUN", "PROPN") or (cue.verb.dep_ == "aux" and doc[last + 1].tag_ == "VBN"))
        and not cue.entry.weak
    ):
        return Begin(int(doc[last + 1].idx), None, cue.end)
    return None


def _whole(cue: Cue) -> Begin | None:
    """The noun of the phrase with all that hangs on it: "expressed [support for the talks]"."""
    noun = next((t for t in cue.parts if t.lemma_.lower() in cue.entry.objects), None)
    if noun is None or noun.i < cue.verb.i:
        return None
    return Begin(left_edge(noun), None, token_end(cue.verb))


def clause_start(cue: Cue, lower: int) -> int:
    """Where the clause of a later cue begins, after the character ``lower``: its subject, auxiliaries and what joins it."""
    doc = cue.verb.doc
    first = min(t.i for t in cue.parts)
    while cue.lead is not None and first > 0 and doc[first - 1].idx >= max(lower, cue.lead):
        first -= 1
    for part in cue.verb.children:
        if (
            part.i < cue.verb.i
            and part.idx >= lower
            and part.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "advmod", "neg", "mark", "expl")
        ):
            first = min(first, part.left_edge.i)
    if cue.verb.dep_ == "pcomp" and cue.verb.head.idx >= lower:
        first = min(first, cue.verb.head.i)
    while first > 0 and doc[first - 1].idx >= lower and _joins(doc[first - 1]):
        first -= 1
    return int(doc[first].idx)


def _joins(token: Token) -> bool:
    return (
        token.dep_ == "cc"
        or token.text in (",", ";", "–", "—", "-")
        or token.lower_ in ("and", "while", "also", "as", "well", "then", "but")
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """``[start, end)`` without the white space and punctuation at its edges; question and exclamation marks stay."""
    while start < end and (text[start] in _TRIM_START or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _TRIM_END or text[end - 1].isspace()):
        if text[end - 1] == "." and _abbreviated(text, start, end):
            break
        end -= 1
    return (start, end) if end > start else None


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the full stop at the end belongs to an abbreviation such as "U.S."."""
    word = text[start:end].rsplit(None, 1)[-1] if text[start:end].split() else ""
    return word.count(".") > 1 and len(word) <= 6
