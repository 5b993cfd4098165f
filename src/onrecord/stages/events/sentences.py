"""The events that the words of each sentence tell of, with who does it and to whom, when and where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.lookups.places import find_places
from onrecord.lookups.plover import Plover, plover
from onrecord.lookups.topics import topics_of
from onrecord.model import Person, Span, Statement
from onrecord.reading import Reading, Sentence, Time
from onrecord.stages.events.compose import Coded, coded
from onrecord.stages.events.draft import Draft
from onrecord.stages.events.lexicon import Lexicon, build
from onrecord.stages.events.roles import actor_words, partner_words, recipient_words
from onrecord.stages.events.speech import day_of_talks
from onrecord.stages.events.syntax import lemma
from onrecord.stages.events.told import told_by
from onrecord.stages.events.who import Who, distinct, who_of
from onrecord.tables import Knowledge

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["events_of_sentence", "events_of_sentences"]

_MOST_TOPICS = 3
_LONG = 260
_MOST_WORDS = 120
"""Longer sentences are lists and tables: no grammar is read from them."""

_SURE, _LEAST, _PER_STEP = 0.75, 0.3, 0.06
_YEARS_PAST = 2


def events_of_sentences(reading: Reading, knowledge: Knowledge) -> Iterator[Draft]:
    """The events of all sentences of a reading, in their order."""
    who = who_of(reading, knowledge)
    for sentence in reading.parse.sentences:
        yield from events_of_sentence(reading, sentence, knowledge, who)


def events_of_sentence(reading: Reading, sentence: Sentence, knowledge: Knowledge, who: Who | None = None) -> list[Draft]:
    """The events of one sentence, the one at its heart first."""
    if len(sentence.stretch) > _MOST_WORDS:
        return []
    lexicon, ontology = knowledge.derived(build), plover(knowledge)
    found = coded(sentence.stretch, lexicon, ontology)
    who = who or who_of(reading, knowledge)
    return [_draft(reading, sentence, event, who, lexicon, ontology, knowledge) for event in found]


def _draft(
    reading: Reading,
    sentence: Sentence,
    event: Coded,
    who: Who,
    lexicon: Lexicon,
    ontology: Plover,
    knowledge: Knowledge,
) -> Draft:
    at = sentence.at(event.token)
    told = told_by(reading, at[0])
    actors, recipients = _sides(event, sentence, who, told, ontology)
    evidence = _evidence(reading, sentence, event, (*actors, *recipients))
    time = _time(reading, sentence, event.token)
    date = time.value if time is not None else None
    if date is None and told is None and not ontology.types[event.type].material and not event.auxiliary:
        date = day_of_talks(reading)
    return Draft(
        event.type,
        event.mode,
        _auxiliary(event, date, reading),
        topics_of(" ".join(s.text for s in evidence), knowledge)[:_MOST_TOPICS],
        actors,
        recipients,
        date,
        _place(evidence[0], (*actors, *recipients), who, knowledge),
        told.id if told is not None else None,
        evidence,
        max(_LEAST, _SURE - _PER_STEP * event.rank),
        at,
        event.rank,
        event.hit.pattern.kind == "noun",
    )


def _sides(
    event: Coded, sentence: Sentence, who: Who, told: Statement | None, ontology: Plover
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Actors and recipients; where all sides do it together, all are actors."""
    actors = who.of(actor_words(event, who.lexicon), sentence, told)
    together = ontology.types[event.type].together and event.mode != "visit"
    partners = who.of(partner_words(event, who.lexicon), sentence, told) if together else ()
    actors = distinct((*actors, *partners))
    known = {_key(p) for p in actors}
    groups = (who.of(words, sentence, told) for words in recipient_words(event, who.lexicon))
    recipients = next((g for g in (tuple(p for p in group if _key(p) not in known) for group in groups) if g), ())
    if together and event.type == "CONSULT":
        recipients = ()
    if not actors and ontology.types[event.type].quad == 4 and event.hit.pattern.kind != "noun":
        actors = who.unnamed(actor_words(event, who.lexicon), sentence)
    if event.mode == "visit" and lemma(event.token) in who.lexicon.words["hosting"] and recipients:
        return recipients, actors
    return actors, recipients


def _key(person: Person) -> str:
    return person.id or f"{person.name}/{person.country}/{person.mention.start if person.mention else ''}"


def _evidence(reading: Reading, sentence: Sentence, event: Coded, people: Iterable[Person]) -> tuple[Span, ...]:
    """The clause: from the first to the last of the word, what hangs on it and those who take part."""
    words = [event.token, *_arguments(event.token)]
    start = min(sentence.at(w)[0] for w in words)
    end = max(sentence.at(w)[1] for w in words)
    for person in people:
        mention = person.mention
        if mention is not None and sentence.start <= mention.start < sentence.end and abs(mention.start - start) < _LONG:
            start, end = min(start, mention.start), max(end, mention.end)
    if end - start > _LONG:
        end = max(sentence.at(event.token)[1], start + reading.text[start : start + _LONG].rfind(" "))
    return (reading.span(start, end),)


def _arguments(token: Token, without: Collection[str] = ()) -> Iterator[Token]:
    """The words that belong to an event: all below its objects, prepositions and complements, without loose clauses and
    without what hangs on by one of ``without``."""
    todo = [c for c in token.children if c.dep_ not in ("punct", "cc", "conj", "relcl", "advcl", "parataxis", "ccomp", "mark")]
    todo += [c for c in token.children if c.dep_ == "ccomp" and c.i > token.i]
    while todo:
        word = todo.pop()
        if word.dep_ in without:
            continue
        yield word
        todo.extend(c for c in word.children if c.dep_ not in ("relcl", "advcl", "punct", "parataxis"))


def _time(reading: Reading, sentence: Sentence, token: Token) -> Time | None:
    """The day, month or year that the clause names; times in clauses that tell of something else are not its own."""
    starts = {sentence.at(word)[0] for word in _arguments(token, ("acl", "ccomp", "xcomp"))}
    inside = (t for t in reading.times if sentence.start <= t.start < sentence.end and _touches(t, starts))
    return next((t for t in inside if t.value is not None and _is_date(t.value)), None)


def _touches(time: Time, starts: Collection[int]) -> bool:
    return any(time.start <= start < time.end for start in starts)


def _is_date(value: str) -> bool:
    """Whether a value is a day, month, year or stretch between two, and no duration, time of day or recurring time."""
    return value.startswith("--") or (value[:4].isdigit() and "T" not in value)


def _place(evidence: Span, people: Iterable[Person], who: Who, knowledge: Knowledge) -> str | None:
    """The place that "in" or "at" names in the clause, where it is nobody who takes part."""
    taken = [p.mention for p in people if p.mention is not None]
    found = find_places(who.reading.text, knowledge, start=evidence.start, end=evidence.end)
    for place in found:
        if place.preposition in who.lexicon.words["places"] and not any(m.start <= place.start < m.end for m in taken):
            return place.name
    return None


def _auxiliary(event: Coded, date: str | None, reading: Reading) -> tuple[str, ...]:
    """The auxiliary modes of the word, and "historical" where its date lies years before the report."""
    published = reading.document.published
    old = date is not None and published is not None and date[:4].isdigit() and published[:4].isdigit()
    past = old and int(published[:4]) - int(date[:4]) >= _YEARS_PAST  # type: ignore[index]
    return ("historical", *event.auxiliary) if past else event.auxiliary
