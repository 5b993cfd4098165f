"""Readings made by hand: a text with its paragraphs, turns, times and cast given, so that a stage is tested by itself."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence

from onrecord.model import Document, Statement
from onrecord.reading import Actor, Layout, Mention, Paragraph, Reading, Time, Turn
from onrecord.stages import parse
from onrecord.tables import Knowledge, load

__all__ = ["BOTH", "LEAD", "MARSK", "QUILL", "TESK", "Tell", "example_knowledge", "names", "reading_of"]

Tell = Callable[..., tuple[Statement, ...]]
LEAD = "President of Sarelia Helena Marsk met with President of Veskonia Radomir Tesk in Linmouth on 11 June.\n\n"
BOTH = ["Helena Marsk", "Radomir Tesk"]

MARSK = Actor("Helena Marsk", "person:helena-marsk", "president", "QS", "person", True, 0)
TESK = Actor("Radomir Tesk", "person:radomir-tesk", "president", "QV", "person", True, 1)
QUILL = Actor("Amara Quill", "person:amara-quill", "prime minister", "XC", "person", False, 2)
_TURN = re.compile(r"(?P<label>[A-Z][\w .]{3,60}): ")


def names(statement: Statement) -> list[str | None]:
    """Who speaks in a statement, null where that is open."""
    return [p.name for p in statement.speakers]


def example_knowledge() -> Knowledge:
    """The bundled tables with those of the bundled reports, whose countries and leaders are invented."""
    import onrecord

    return load(f"{onrecord.__path__[0]}/examples/knowledge")


def reading_of(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    cast: Sequence[Actor] = (MARSK, TESK, QUILL),
    times: Mapping[str, str] | None = None,
) -> Reading:
    """A reading filled up to the statements.

    ``times`` gives ISO values for words of the text. A paragraph that opens with "Name:" is a turn of a transcript. People
    are mentioned by their names or surnames, "the two presidents" are the parties.
    """
    digest = hashlib.sha256(text.encode()).hexdigest()
    reading = Reading(Document("made", digest, title, None, None, None, "en", published, None, False, (), text))
    paragraphs, turns = _laid_out(text)
    reading.layout = Layout(text.replace("\n", " "), paragraphs, turns, (), None, False)
    parse.run([reading], load())
    reading.quotations = ()
    reading.times = tuple(sorted(_times(text, times or {}), key=lambda t: t.start))
    reading.written = None
    reading.cast = tuple(cast)
    reading.mentions = _mentions(text, cast)
    reading.attributions = ()
    reading.statements = _spoken(reading)
    return reading


def _laid_out(text: str) -> tuple[tuple[Paragraph, ...], tuple[Turn, ...]]:
    paragraphs: list[Paragraph] = []
    turns: list[Turn] = []
    for found in re.finditer(r"[^\n]+", text):
        start, end = found.span()
        label = _TURN.match(text, start, end)
        if label is None:
            paragraphs.append(Paragraph(start, end, "body", start))
            continue
        turns.append(Turn(label.span("label"), label["label"], False, False, ((label.end(), end),)))
        paragraphs.append(Paragraph(start, end, "turn", label.end(), len(turns) - 1))
    return tuple(paragraphs), tuple(turns)


def _times(text: str, given: Mapping[str, str]) -> list[Time]:
    return [
        Time(m.start(), m.end(), value, "stated") for words, value in given.items() for m in re.finditer(re.escape(words), text)
    ]


def _mentions(text: str, cast: Sequence[Actor]) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for i, actor in enumerate(cast):
        first, last = actor.name.split()[0], actor.name.split()[-1]
        found += [Mention(*m.span(), "name", (i,)) for m in re.finditer(rf"(?:{first} )?{last}", text)]
    parties = tuple(i for i, actor in enumerate(cast) if actor.party)
    found += [Mention(*m.span(), "group", parties) for m in re.finditer(r"[Tt]he (?:two )?(?:presidents|leaders)", text)]
    return tuple(sorted(found, key=lambda m: m.start))


def _spoken(reading: Reading) -> tuple[Statement, ...]:
    """A statement for each turn."""
    made = []
    for n, turn in enumerate(reading.layout.turns):
        who = next((a for a in reading.cast if turn.name.endswith(a.name.split()[-1])), None)
        content = tuple(reading.span(*piece) for piece in turn.pieces)
        speakers = (who.person(),) if who else ()
        made.append(
            Statement(
                id=f"s-{n}",
                speakers=speakers,
                kind="direct",
                act="state",
                source=reading.span(*turn.label),
                cue=None,
                content=content,
                topics=(),
                restates=None,
                verbatim=True,
                confidence=1.0,
                by="test",
            )
        )
    return tuple(made)
