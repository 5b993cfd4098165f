"""The source of a cue: the words that name who speaks, and whether they can."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.stages.attributions.cues import Cue
from onrecord.stages.attributions.lexicon import Lexicon
from onrecord.stages.attributions.syntax import child, left_edge, objects, right_edge, token_end

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Named", "Source", "plural", "source_of", "speaks"]

_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "both", "him", "her", "them"})
_DUMMIES = frozenset({"it", "this", "that", "which", "there", "these", "those", "what", "one", "who"})
_ADJACENT = 14
_WITHIN = 14
_JOINED = re.compile(r"\s{1,3}and\s{1,3}(?:(?:Mr|Mrs|Ms|Dr)\.?\s{1,3})?")
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Dr)\.?\s{1,3}$")
_OPENERS = ',;:.!?”"'
_LOOSE = frozenset({"relcl", "acl", "advcl", "punct", "ccomp", "parataxis"})


@dataclass(frozen=True, slots=True)
class Named:
    """Where the paragraph names somebody: starts and ends of mentions, in characters of its ``Doc``."""

    spans: tuple[tuple[int, int], ...]
    persons: tuple[tuple[int, int], ...] = ()
    """Those of ``spans`` that name or refer to people, not bodies or countries."""

    def over(self, start: int, end: int) -> bool:
        """Whether a mention overlaps ``[start, end)``."""
        return any(s < end and start < e for s, e in self.spans)

    def over_person(self, start: int, end: int) -> bool:
        """Whether a mention of people overlaps ``[start, end)``."""
        return any(s < end and start < e for s, e in self.persons)

    def person(self, token: Token | None) -> bool:
        """Whether a noun names somebody, and not a body or a country ("discussed engagement with Sarelia")."""
        return token is not None and any(s < token_end(token) and token.idx < e for s, e in self.persons or self.spans)

    def place(self, token: Token | None) -> bool:
        """Whether a noun names a body or a country, and nobody."""
        return token is not None and self.over(token.idx, token_end(token)) and not self.person(token)

    def beside(self, text: str, start: int) -> int:
        """Where a coordination begins whose last member begins at ``start``: "Ada Lund and Mr Oray".

        Only where the first member opens the sentence or follows a comma: in "thanked Ada Lund and Mr Oray said" she is none.
        """
        first = next((s for s, e in self.spans if e < start and _JOINED.fullmatch(text, e, start)), None)
        if first is None:
            return start
        before = _TITLED.search(text, max(0, first - _ADJACENT), first)
        first = before.start() if before else first
        return first if not text[:first].strip() or text[:first].rstrip()[-1] in _OPENERS else start

    def just_before(self, cue: int, lower: int, far: int) -> tuple[int, int] | None:
        """The mention that ends at most ``far`` characters before a cue, for verbs whose subject the parser lost."""
        return next((m for m in reversed(self.spans) if lower <= m[0] and 0 < cue - m[1] <= far), None)

    def nearest(self, start: int, end: int, within: tuple[int, int]) -> tuple[int, int] | None:
        """The mention inside ``within`` that is nearest to ``[start, end)``; of two as near the earlier."""
        inside = [m for m in self.spans if within[0] <= m[0] and m[1] <= within[1] and (m[1] <= start or m[0] >= end)]
        return min(inside, key=lambda m: (start - m[1] if m[1] <= start else m[0] - end, m[0]), default=None)


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: ``span`` in characters, null where nobody is named.

    ``joint`` where all who take part in the talks speak, ``author`` where the words are those of a document or of "I".
    """

    span: tuple[int, int] | None
    joint: bool
    author: bool = False


def source_of(cue: Cue, passage: tuple[int, int], named: Named, lexicon: Lexicon) -> Source | None:
    """The source of ``cue`` in the passage; null where its subject cannot speak."""
    if cue.passive:
        return _passive(cue, named, lexicon)
    found = _active(cue, passage, named, lexicon)
    if found is None or found.span is None:
        return found
    return replace(found, span=(max(passage[0], named.beside(cue.verb.doc.text, found.span[0])), found.span[1]))


def _active(cue: Cue, passage: tuple[int, int], named: Named, lexicon: Lexicon) -> Source | None:
    subject = cue.subject
    lost = subject is None or not passage[0] <= subject.idx < passage[1]
    before = named.just_before(cue.start, passage[0], _ADJACENT if lost else 1)
    if before is not None and (lost or _took_subject(cue, before, named)):
        cue.lead = before[0]
        return Source(before, cue.entry.joint and lost and _with_somebody(cue, named))
    if lost or subject is None:
        return None
    if subject.lemma_.lower() in lexicon.meeting_nouns and not named.over(subject.idx, token_end(subject)):
        return Source(None, True) if cue.entry.act in ("discuss", "agree") else None
    if not speaks(subject, named, lexicon):
        return None
    start, end = _span(subject)
    author = subject.lower_ in lexicon.documents or subject.text == "I"
    return Source(
        (max(start, passage[0]), min(end, passage[1])), cue.entry.joint and _together(cue, subject, named, lexicon), author
    )


def _took_subject(cue: Cue, before: tuple[int, int], named: Named) -> bool:
    """Whether the parser gave the subject of a second verb to the first ("discussed the talks and the minister noted ...")."""
    verb = cue.verb
    own = child(verb, "nsubj")
    if verb.tag_ != "VBD" or verb.dep_ not in ("conj", "ccomp") or (own is not None and child(own, "conj") is None):
        return False
    if (verb.dep_ == "ccomp" or own is not None) and (own is None or named.person(own)):
        return False
    joint = verb.doc[: verb.i].char_span(before[0], before[1], alignment_mode="expand")
    return joint is not None and joint.start > 0 and verb.doc[joint.start - 1].lower_ in ("and", "while", "but")


def _together(cue: Cue, subject: Token, named: Named, lexicon: Lexicon) -> bool:
    """Whether talks are told of as both sides': "the president discussed X with Y", not "he discussed X"."""
    if cue.verb.tag_ == "VBG":
        return False
    if plural(subject):
        return True
    above = [cue.verb, *(a for a in cue.verb.ancestors if a.pos_ == "VERB")] if cue.verb.tag_ == "VB" else [cue.verb]
    met = [o for verb in above[1:] if verb.lemma_.lower() in lexicon.contacts for o in objects(verb)]
    if any(named.over(o.idx, token_end(o)) for o in met):
        return True
    # "Spoke with her about X", "held talks with her on X"; in "spoke about his talks with her" the others do not speak.
    heads = {t.i for verb in above for t in (verb, *cue.parts)}
    matters = {o.i for verb in above for o in objects(verb)}
    return any(
        c.lower_ == "with"
        and (
            (c.head.i in heads and not named.place(child(c, "pobj"))) or (c.head.i in matters and named.person(child(c, "pobj")))
        )
        for verb in above
        for c in verb.subtree
        if c.dep_ == "prep" and c.i < cue.verb.i + _WITHIN
    )


def _with_somebody(cue: Cue, named: Named) -> bool:
    """Whether "with" and somebody follow a cue whose subject the parser lost."""
    after = cue.verb.doc[cue.verb.i + 1 : cue.verb.i + _WITHIN]
    return any(t.lower_ == "with" and named.person(child(t, "pobj")) for t in after)


def plural(token: Token) -> bool:
    """Whether a noun or pronoun tells of more than one."""
    return token.tag_ in ("NNS", "NNPS") or token.lower_ in ("they", "both", "we", "two") or child(token, "conj") is not None


def _passive(cue: Cue, named: Named, lexicon: Lexicon) -> Source | None:
    agent = child(cue.verb, "agent")
    if agent is None:
        # "Attention is given to ..." tells of a document or a custom; what talks did is told in the past tense.
        now = any(c.dep_ == "auxpass" and c.lower_ in ("is", "are") for c in cue.verb.children)
        dummy = child(cue.verb, "nsubjpass", "expl")
        return None if now and (dummy is None or dummy.lower_ != "it") else Source(None, True)
    who = child(agent, "pobj")
    if who is None or not speaks(who, named, lexicon):
        return None
    return Source(_span(who), False)


def speaks(token: Token, named: Named, lexicon: Lexicon) -> bool:
    """Whether a noun or pronoun can speak: it names somebody, or is a word for those who do."""
    if token.lower_ in _DUMMIES:
        return False
    if token.lower_ in _PRONOUNS or token.lemma_.lower() in lexicon.agent_nouns or token.lower_ in lexicon.documents:
        return True
    return named.over(token.idx, token_end(token)) or token.pos_ == "PROPN"


def _span(token: Token) -> tuple[int, int]:
    """A noun with its modifiers, apposed name and coordinated nouns, without relative clauses."""
    end = token_end(token)
    for part in _tight(token):
        end = max(end, right_edge(part) if part.dep_ not in ("conj", "appos") else _span(part)[1])
    return left_edge(token), end


def _tight(token: Token) -> Iterable[Token]:
    for part in token.children:
        if part.i > token.i:
            if part.dep_ in _LOOSE and part.dep_ != "punct":
                return
            if part.dep_ != "punct":
                yield part
