"""A reading, indexed for the rules on meetings: tokens, places, times and mentions by where they stand, and who speaks where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from onrecord.lookups.countries import Countries, countries
from onrecord.lookups.places import Place, find_places
from onrecord.reading import Actor, Mention, Reading, Sentence, Time
from onrecord.stages.meetings.lexicon import Lexicon, lexicon
from onrecord.tables import Knowledge

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Page", "page_of"]

_Piece = TypeVar("_Piece", Place, Time, Mention)


@dataclass(slots=True)
class Page:
    """One reading with its indexes. ``parties`` are the people of the cast who take part in the talks reported."""

    reading: Reading
    lexicon: Lexicon
    places: tuple[Place, ...]
    parties: tuple[int, ...]
    countries: Countries
    knowledge: Knowledge
    people: tuple[int, ...] = ()
    """All people of the cast but interpreters and aides."""
    leaders: tuple[int, ...] = ()
    """People of the cast who lead a country, one for each, a party before others."""
    _starts: dict[int, list[int]] = field(default_factory=dict)
    _words: dict[int, list[int]] = field(default_factory=dict)
    _sentence_starts: list[int] = field(default_factory=list)
    _place_starts: list[int] = field(default_factory=list)
    _time_starts: list[int] = field(default_factory=list)
    _mention_starts: list[int] = field(default_factory=list)
    _speech: list[tuple[int, int, tuple[int, ...]]] = field(default_factory=list)
    _speech_starts: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text as the parser sees it: as long as the document's, line breaks inside paragraphs as spaces."""
        return self.reading.layout.surface

    def actor(self, index: int) -> Actor:
        return self.reading.cast[index]

    def sentence_at(self, at: int) -> Sentence | None:
        """The sentence that holds the character ``at``."""
        i = bisect_right(self._sentence_starts, at) - 1
        found = self.reading.parse.sentences[i] if i >= 0 else None
        return found if found is not None and at < found.end else None

    def token_at(self, at: int) -> Token | None:
        """The token that holds the character ``at``."""
        sentence = self.sentence_at(at)
        if sentence is None:
            return None
        starts = self._token_starts(sentence.paragraph)
        i = bisect_right(starts, at - sentence.offset) - 1
        return self.reading.parse.docs[sentence.paragraph][i] if i >= 0 else None

    def root_of(self, start: int, end: int, first: int | None = None) -> Token | None:
        """The token of ``[start, end)`` on which the others depend; with ``first`` that of ``[first, end)`` above ``start``."""
        token = self.token_at(start)
        sentence = self.sentence_at(start)
        if token is None or sentence is None:
            return None
        low, last = (start if first is None else first) - sentence.offset, end - sentence.offset
        while token.head.i != token.i and low <= token.head.idx < last:
            token = token.head
        return token

    def place(self, places: tuple[Place, ...]) -> None:
        """Take ``places``, in order, as those of the page."""
        self.places = places
        self._place_starts = [p.start for p in places]

    def places_in(self, start: int, end: int) -> Sequence[Place]:
        return _between(self.places, self._place_starts, start, end)

    def times_in(self, start: int, end: int) -> Sequence[Time]:
        return _between(self.reading.times, self._time_starts, start, end)

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        return _between(self.reading.mentions, self._mention_starts, start, end)

    def speakers_at(self, at: int) -> tuple[int, ...] | None:
        """Who says what stands at ``at``, empty where that is open, null where it is the publisher's own narration."""
        i = bisect_right(self._speech_starts, at) - 1
        if i >= 0 and at < self._speech[i][1]:
            return self._speech[i][2]
        return None

    def other_side(self, speakers: Sequence[int]) -> tuple[int, ...]:
        """The parties to whom the speakers talk."""
        return tuple(i for i in self.parties if i not in speakers)

    def words_of_form(self, sentence: Sentence) -> Iterator[Token]:
        """The tokens of the sentence that are, by form or lemma, words of the lexicon."""
        known = self._words.get(sentence.paragraph)
        if known is None:
            forms = self.reading.parse.docs[sentence.paragraph].to_array(["LOWER", "LEMMA"]).tolist()
            ids = self.lexicon.ids
            known = self._words[sentence.paragraph] = [i for i, (low, lemma) in enumerate(forms) if low in ids or lemma in ids]
        doc, stretch = sentence.stretch.doc, sentence.stretch
        for i in known[bisect_left(known, stretch.start) : bisect_left(known, stretch.end)]:
            yield doc[i]

    def _token_starts(self, paragraph: int) -> list[int]:
        known = self._starts.get(paragraph)
        if known is None:
            known = self._starts[paragraph] = self.reading.parse.docs[paragraph].to_array("IDX").tolist()
        return known


def page_of(reading: Reading, knowledge: Knowledge) -> Page:
    """The page of a reading."""
    cast = reading.cast
    people = tuple(i for i, actor in enumerate(cast) if actor.kind == "person" and not actor.interpreter_or_aide)
    parties = tuple(i for i in people if cast[i].party)
    about = tuple(dict.fromkeys(a.country for a in cast if a.party and a.country))
    places = find_places(reading.layout.surface, knowledge, prefer=about)
    page = Page(reading, knowledge.derived(lexicon), places, parties, countries(knowledge), knowledge)
    page.people = people
    page.leaders = _leaders(cast)
    page._sentence_starts = [s.start for s in reading.parse.sentences]
    page.place(places)
    page._time_starts = [t.start for t in reading.times]
    page._mention_starts = [m.start for m in reading.mentions]
    page._speech = _speech(reading)
    page._speech_starts = [s[0] for s in page._speech]
    return page


def _leaders(cast: Sequence[Actor]) -> tuple[int, ...]:
    found: dict[str, int] = {}
    for i in sorted(range(len(cast)), key=lambda i: (not cast[i].party, cast[i].rank)):
        actor = cast[i]
        if (
            actor.kind == "person"
            and actor.country
            and (actor.role or "").startswith(("president", "prime minister", "chancellor", "king", "emir"))
        ):
            found.setdefault(actor.country, i)
    return tuple(found.values())


def _speech(reading: Reading) -> list[tuple[int, int, tuple[int, ...]]]:
    """Stretches in the first person: quoted words and turns, each with the cast indexes of who speaks."""
    index = {actor.name: i for i, actor in enumerate(reading.cast)}
    marks = [(q.start, q.end) for q in reading.quotations if q.depth == 0]
    turns = [piece for turn in reading.layout.turns for piece in turn.pieces]
    spoken: list[tuple[int, int, tuple[int, ...]]] = []
    said = [
        (piece.start, piece.end, tuple(index[p.name] for p in s.speakers if p.name in index))
        for s in reading.statements
        for piece in s.content
    ]
    said.sort()
    starts = [s[0] for s in said]
    for start, end in sorted({*marks, *turns}):
        i = bisect_right(starts, start) - 1
        j = i if i >= 0 and said[i][1] > start else bisect_left(starts, start)
        who = said[j][2] if j < len(said) and said[j][0] < end and said[j][1] > start else ()
        spoken.append((start, end, who))
    return spoken


def _between(pieces: Sequence[_Piece], starts: Sequence[int], start: int, end: int) -> Sequence[_Piece]:
    return pieces[bisect_left(starts, start) : bisect_left(starts, end)]
