"""W3C Web Annotations (Recommendation of 2017): a page of annotations for each report, as JSON-LD.

The target is the text by its hash, with the address it is from as ``via``. Every stretch is selected twice: by position, which
counts code points as the recommendation asks, and by quotation with what stands before and after, which finds it on the page too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from onrecord.export.arrays import objects
from onrecord.export.base import Format, Options
from onrecord.export.naming import finding_name, text_name, web_address
from onrecord.export.words import amount_words, figure_words, people_words
from onrecord.model import Document, Event, Figure, Meeting, Pledge, Record, Span, Statement

__all__ = ["FORMAT", "page", "stream"]

Node = dict[str, Any]
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters of prefix and suffix."""


def stream(records: Iterable[Record], options: Options) -> Iterator[str]:
    """A page of annotations for one record, an array of pages for several."""
    return objects(records, options.several, lambda record: json.dumps(page(record), indent=2, ensure_ascii=False))


def page(record: Record) -> Node:
    """All findings of a record as one AnnotationPage."""
    return {
        "@context": _CONTEXT,
        "id": finding_name(record.document, "annotations"),
        "type": "AnnotationPage",
        "items": [*_items(record)],
    }


def _items(record: Record) -> Iterator[Node]:
    for meeting in record.meetings:
        yield _annotation(record, meeting, meeting.evidence, _meeting_tags(meeting), people_words(meeting.participants))
    for statement in record.statements:
        tags = ("statement", statement.kind, statement.act, *statement.topics)
        yield _annotation(record, statement, statement.content, tags, people_words(statement.speakers))
    for figure in record.figures:
        yield _annotation(record, figure, (figure.span,), ("figure", figure.kind), _figure_words(figure))
    for pledge in record.pledges:
        yield _annotation(record, pledge, (pledge.span,), ("pledge",), people_words(pledge.who))
    for event in record.events:
        yield _annotation(record, event, event.evidence, ("event", event.type, *event.contexts), people_words(event.actors))


def _meeting_tags(meeting: Meeting) -> tuple[str, ...]:
    return "meeting", meeting.format, meeting.status


def _figure_words(figure: Figure) -> str:
    who = people_words((figure.claimant,)) if figure.claimant else "the publisher"
    return ": ".join((who, ", ".join(p for p in (figure_words(figure), amount_words(figure)) if p)))


def _annotation(
    record: Record,
    finding: Meeting | Statement | Figure | Pledge | Event,
    spans: Sequence[Span],
    tags: Sequence[str],
    words: str,
) -> Node:
    document = record.document
    return {
        "id": finding_name(document, finding.id),
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {
            "type": "Software",
            "name": f"OnRecord {record.versions.onrecord}",
        },
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en", "value": words},
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in dict.fromkeys(tags)),
            _data(finding),
        ],
        "target": [_target(document, span) for span in spans],
    }


def _data(finding: msgspec.Struct) -> Node:
    """The whole finding as it stands in a record's JSON."""
    return {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "application/json",
        "value": msgspec.json.encode(finding).decode("utf-8"),
    }


def _target(document: Document, span: Span) -> Node:
    text = document.text
    return {
        "type": "SpecificResource",
        "source": _source(document),
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.text,
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
        ],
    }


def _source(document: Document) -> Node:
    source: Node = {"id": text_name(document), "type": "Text", "format": "text/plain"}
    if document.language:
        source["language"] = document.language
    if address := web_address(document.url):
        source["via"] = address
    return source


FORMAT = Format("annotations.json", "W3C Web Annotations: each finding with selectors by position and quotation", stream)
