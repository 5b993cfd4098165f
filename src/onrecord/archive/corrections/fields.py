"""Which fields can be corrected, and values that fit them."""

from __future__ import annotations

import types
from functools import lru_cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from onrecord import model
from onrecord.archive.corrections.anchors import located
from onrecord.archive.corrections.model import WRONG, Anchor
from onrecord.model import Document, Person, Span

__all__ = ["WITH_INFERRED", "fields_of", "item_of", "typed"]

WITH_INFERRED = {"date": "date_inferred", "period": "period_inferred", "due": "due_inferred"}
_DOCUMENT = ("title", "url", "publisher", "country", "language", "published", "place", "partial")
_FIXED = frozenset(("id", "by", "confidence", "statement", "restates", "inherited_from", *WITH_INFERRED.values()))


@lru_cache(maxsize=16)
def fields_of(struct: type[msgspec.Struct]) -> dict[str, Any]:
    """The fields of a type of finding (or of a report) that can be corrected, with their types."""
    hints = get_type_hints(struct, vars(model))
    names = _DOCUMENT if struct is Document else tuple(n for n in struct.__struct_fields__ if n not in _FIXED)
    return {name: hints[name] for name in names} | ({} if struct is Document else {WRONG: bool | None})


def item_of(kind: Any) -> tuple[Any, bool, bool]:
    """The type of a field without null, whether it is a list of that, and whether it may be null."""
    options = get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)
    nullable = types.NoneType in options
    plain = [o for o in options if o is not types.NoneType]
    one = plain[0] if len(plain) == 1 else kind
    return (get_args(one)[0], True, nullable) if get_origin(one) is tuple else (one, False, nullable)


def typed(struct: type[msgspec.Struct], field: str, value: Any, text: str) -> Any:
    """``value``, as JSON has it, as the type of the field. Raises ``ValueError`` with what would fit where it does not.

    Spans are found by their words where they do not stand at their offsets.
    """
    fields = fields_of(struct)
    if field not in fields:
        raise ValueError(f"no field {field!r} of a {struct.__name__.lower()} to correct: choose one of {', '.join(fields)}")
    try:
        found = msgspec.convert(value, fields[field])
    except msgspec.ValidationError as error:
        raise ValueError(_advice(field, fields[field], error)) from error
    return _placed(found, text)


def _advice(field: str, kind: Any, error: Exception) -> str:
    item, several, nullable = item_of(kind)
    choices = get_args(item) if get_origin(item) is Literal else ()
    if choices:
        return f"{field} is one of {', '.join(map(str, choices))}" + (", or null" if nullable else "")
    what = {str: "text", bool: "true or false", Person: "a name", Span: "words of the report"}.get(item, "a number")
    return f"{field} is {'a list of ' if several else ''}{what}{', or null' if nullable else ''} ({error})"


def _placed(value: Any, text: str) -> Any:
    if isinstance(value, tuple):
        return tuple(_placed(v, text) for v in value)
    if isinstance(value, Span):
        return _span(value, text)
    if isinstance(value, Person) and value.mention is not None:
        return msgspec.structs.replace(value, mention=_span(value.mention, text))
    return value


def _span(span: Span, text: str) -> Span:
    if text[span.start : span.end] == span.text:
        return span
    place = located(text, Anchor(span.text, "", "", span.start, span.end))
    if place is None:
        raise ValueError("these words are not in the report's text: quote it to the letter")
    return Span(*place, text[slice(*place)])
