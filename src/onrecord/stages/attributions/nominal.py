"""Speech reported without a verb of speech: "according to him", "the key topic of the talks is", "an exchange of views on"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.stages.attributions.draft import Draft
from onrecord.stages.attributions.lexicon import Inverse, Lexicon, Nominal
from onrecord.stages.attributions.sources import Named
from onrecord.stages.attributions.syntax import (
    child,
    finite_past,
    left_edge,
    negated,
    planned,
    prepositions,
    right_edge,
    token_end,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["according", "nominal"]

_LEAD = 4


def according(
    text: str, tokens: Sequence[Token], passage: tuple[int, int], named: Named, lexicon: Lexicon, paragraph: int
) -> list[Draft]:
    """ "According to X, ...": the source is X and the rest of the passage what was said."""
    start, end = passage
    found = lexicon.according.search(text, start, end)
    if found is None:
        return _in_words(text, tokens, passage, lexicon, paragraph)
    who = _who(tokens, found.end(), named, lexicon)
    if who is None:
        return []
    lead = [t for t in tokens if t.idx < found.start() and not t.is_punct]
    content = _around(text, passage, (found.start(), who[1]), len(lead))
    if not content:
        return []
    draft = Draft(who, found.span(), content, "state", paragraph, why="according to")
    draft.open_end = content[-1][1] >= end - 2
    return [draft]


def _in_words(text: str, tokens: Sequence[Token], passage: tuple[int, int], lexicon: Lexicon, paragraph: int) -> list[Draft]:
    """ "In his opinion, ...": the possessive is the source."""
    found = lexicon.in_words.search(text, *passage)
    if found is None:
        return []
    lead = [t for t in tokens if t.idx < found.start() and not t.is_punct]
    content = _around(text, passage, found.span(), len(lead))
    return [Draft(found.span(1), found.span(), content, "state", paragraph, why="according to")] if content else []


def _who(tokens: Sequence[Token], after: int, named: Named, lexicon: Lexicon) -> tuple[int, int] | None:
    head = next((t for t in tokens if t.idx >= after and t.dep_ == "pobj"), None)
    if head is None:
        return None
    if not (
        head.lower_ in ("him", "her", "them")
        or head.lemma_.lower() in lexicon.agent_nouns
        or named.over(head.idx, token_end(head))
    ):
        return None
    loose = next((c for c in head.children if c.i > head.i and c.dep_ in ("relcl", "acl", "punct")), None)
    return left_edge(head), (right_edge(head) if loose is None else token_end(head.doc[loose.i - 1]))


def _around(text: str, passage: tuple[int, int], phrase: tuple[int, int], lead: int) -> list[tuple[int, int]]:
    start, end = passage
    after = (phrase[1], end)
    before = (start, phrase[0])
    if lead <= _LEAD:
        return [after] if text[after[0] : after[1]].strip(" ,.") else []
    if not text[after[0] : after[1]].strip(" ,.;:"):
        return [before]
    return [before, after]


def nominal(tokens: Sequence[Token], passage: tuple[int, int], lexicon: Lexicon, paragraph: int) -> list[Draft]:
    """Talks reported by a noun, or by a verb whose subject is the matter: all who take part speak."""
    for token in tokens:
        lemma = token.lemma_.lower()
        for entry in lexicon.nominals.get(lemma, ()):
            draft = _noun(token, entry, passage, paragraph)
            if draft is not None:
                return [draft]
        for inverse in lexicon.inverses.get(lemma, ()):
            draft = _inverse(token, inverse, paragraph)
            if draft is not None:
                return [draft]
    return []


def _noun(token: Token, entry: Nominal, passage: tuple[int, int], paragraph: int) -> Draft | None:
    verb = token.head
    if negated(verb) or planned(verb):
        return None
    if entry.modifiers and not any(c.lower_ in entry.modifiers for c in token.children):
        return None
    if entry.of and not any(_governs(p, entry.of) for p in token.children if p.lower_ in ("of", "for", "on")):
        return None
    if "after_be" in entry.at:
        return _after_be(token, verb, passage, paragraph)
    if entry.verbs and not ({verb.lemma_.lower()} | {a.lemma_.lower() for a in verb.ancestors}) & entry.verbs:
        return None
    inner = [
        token,
        *([verb] if verb.lemma_.lower() in entry.verbs else []),
        *(g for p in token.children if p.dep_ == "prep" for g in p.children),
    ]
    for preposition in prepositions(*inner):
        governed = child(preposition, "pobj", "pcomp")
        if preposition.lower_ in entry.at and governed is not None:
            end = right_edge(governed) if token.i < verb.i else max(right_edge(governed), passage[1])
            return _joint((int(token.idx), token_end(preposition)), (left_edge(governed), end), entry.act, paragraph)
    return None


def _governs(preposition: Token, nouns: frozenset[str]) -> bool:
    return any(g.lemma_.lower() in nouns for g in preposition.subtree)


def _after_be(token: Token, verb: Token, passage: tuple[int, int], paragraph: int) -> Draft | None:
    if verb.lemma_ != "be" or token.dep_ not in ("nsubj", "csubj"):
        return None
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    start = token_end(after if after.lower_ in ("on", "upon") else verb)
    return _joint((left_edge(token), right_edge(token)), (start, passage[1]), "discuss", paragraph)


def _inverse(token: Token, entry: Inverse, paragraph: int) -> Draft | None:
    subject = child(token, "nsubj", "nsubjpass")
    if subject is None or not (finite_past(token) or token.tag_ == "VBZ") or negated(token) or planned(token):
        return None
    noun = next((c for c in token.children if c.i > token.i and c.lemma_.lower() in entry.objects), None)
    if noun is not None and token.lemma_ != "be":
        return _joint((int(token.idx), right_edge(noun)), (left_edge(subject), right_edge(subject)), entry.act, paragraph)
    for words in entry.after:
        window = [t.lower_ for t in token.doc[token.i + 1 : token.i + 7]]
        if window and window[0] == words[0] and words[-1] in window:
            return _joint((int(token.idx), token_end(token)), (left_edge(subject), right_edge(subject)), entry.act, paragraph)
    return None


def _joint(cue: tuple[int, int], content: tuple[int, int], act: str, paragraph: int) -> Draft:
    return Draft(None, cue, [content], act, paragraph, joint=True, why="talks reported by a noun")
