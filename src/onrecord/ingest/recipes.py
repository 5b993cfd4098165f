"""Recipes for a publisher's pages: drafted from one page, and checked by their example pages.

A recipe is three files: ``publishers/KEY.toml`` in a folder of knowledge, and beside it, or in a folder of examples,
``KEY.html``, a page of the publisher's shape with invented text, and ``KEY.json``, what is read from it. A draft's record is
marked "review me", and the check fails until a person has looked and taken the mark away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from onrecord.errors import InputError, KnowledgeError
from onrecord.ingest.doors import load
from onrecord.ingest.encoding import declared, decode
from onrecord.ingest.files import all_of, opened
from onrecord.ingest.hints import Failure, Hints
from onrecord.ingest.remote import fetch, names_address
from onrecord.ingest.sandbox import parser
from onrecord.ingest.web import told
from onrecord.ingest.wire import Sketch
from onrecord.tables import Knowledge
from onrecord.tables import load as load_tables

__all__ = ["REVIEW", "Draft", "draft", "facts", "faults"]

REVIEW = "review me: look at the recipe, the example page and every value here, then take this line away"
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,60}\Z")
_NOT_OF_KEY = re.compile(r"[^a-z0-9]+")
_ORDER = ("title", "date", "place", "publisher", "lead", "body", "remove", "list", "photos", "videos")


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of a drafted recipe: the recipe, the example page, and the record of it."""

    recipe: Path
    example: Path
    record: Path


def draft(
    source: str,
    folder: Path,
    examples: Path | None = None,
    key: str | None = None,
    address: str | None = None,
    force: bool = False,
) -> Draft:
    """Draft a recipe from the page at an address or in a file, and write its three files.

    Raises ``InputError`` or one of its kinds where there is no page with a report, where its address is not known, where the
    key is none, or where such a recipe is there already and ``force`` is not given.
    """
    found = _sketched(source, address)
    host = (urlsplit(found.url or "").hostname or "").removeprefix("www.")
    if not host:
        raise InputError("the page does not say at which address it stands: give it with --address")
    name = _NOT_OF_KEY.sub("-", host.lower()).strip("-") if key is None else key
    if not _KEY.match(name):
        raise InputError(f"{name!r} is no name for a recipe: give small letters, digits and hyphens with --name")
    beside = examples or folder / "publishers"
    files = Draft(folder / "publishers" / f"{name}.toml", beside / f"{name}.html", beside / f"{name}.json")
    if files.recipe.exists() and not force:
        raise InputError(f"{files.recipe} is there already: give another --name, or --force to write it anew")
    _write(files, found, host)
    return files


def facts(page: Path, url: str | None, knowledge: Knowledge) -> dict[str, Any]:
    """What is read from an example page, as its record holds it: the document's facts and its paragraphs."""
    (item,) = load(page, Hints(url=url), knowledge)
    if isinstance(item, Failure):
        return {"url": url, "refused": str(item.error)}
    held = {name: getattr(item, name) for name in ("url", "title", "published", "place", "publisher", "country", "language")}
    media = {"photos": item.media.photos, "videos": item.media.videos} if item.media else None
    extractor = item.origin.extractor.partition(", ")[2] if item.origin else ""
    by = extractor if extractor.startswith("recipe ") else "markup"
    return {**held, "media": media, "notes": list(item.notes), "read_by": by, "paragraphs": item.text.split("\n\n")}


def faults(folder: Path, examples: Path | None = None) -> Iterator[tuple[str, str]]:
    """What is wrong with the recipes of a folder of knowledge: the key of each and a fault, none where all is well.

    Raises ``InputError`` where the folder holds no recipe, ``KnowledgeError`` where one does not hold together.
    """
    keys = sorted(path.stem for path in (folder / "publishers").glob("*.toml"))
    if not keys:
        raise InputError(f"{folder} holds no publishers/*.toml: draft a recipe with onrecord recipe new")
    knowledge = load_tables(folder)
    for key in keys:
        for fault in _faults(key, examples or folder / "publishers", knowledge):
            yield key, fault


def _faults(key: str, beside: Path, knowledge: Knowledge) -> Iterator[str]:
    page, record = beside / f"{key}.html", beside / f"{key}.json"
    if not page.is_file() or not record.is_file():
        yield f"{page if not page.is_file() else record} is missing: an example page and its record belong to every recipe"
        return
    expected = _held(record)
    if expected.pop("review", None):
        yield f"{record} is marked for review: look at it, mend what is wrong, and take the mark away"
    found = facts(page, expected.get("url"), knowledge)
    for name in dict.fromkeys((*expected, *found)):
        if found.get(name) != expected.get(name):
            yield f"{name} is {_short(found.get(name))}, and {record.name} has {_short(expected.get(name))}: mend one of them"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else text[:199] + "…"


def _held(record: Path) -> dict[str, Any]:
    try:
        held = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"{record} cannot be read ({error}): mend it, or draft it anew") from error
    if not isinstance(held, dict):
        raise KnowledgeError(f"{record} is no object: draft it anew")
    return held


def _sketched(source: str, address: str | None) -> Sketch:
    """A page's sketch, made in the parsing process."""
    charset, url = None, address
    if names_address(source):
        got = fetch(source)
        data, charset, url = got.data, got.charset, address or str(got.url)
    else:
        with opened(Path(source)) as stream:
            data = all_of(stream)
    text = decode(data, charset or declared(data)).text
    found = parser(load_tables()).parse(text.encode("utf-8", "replace").decode("utf-8"), url, "sketch")
    if not isinstance(found, Sketch):
        raise told(found)
    return found


def _write(files: Draft, found: Sketch, host: str) -> None:
    for path in (files.recipe, files.example):
        path.parent.mkdir(parents=True, exist_ok=True)
    files.recipe.write_text(_toml(found, host), encoding="utf-8")
    files.example.write_text(found.example, encoding="utf-8")
    url = f"https://{host}/example"
    record = {"review": REVIEW, **facts(files.example, url, load_tables(files.recipe.parents[1]))}
    files.record.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _toml(found: Sketch, host: str) -> str:
    """A recipe as TOML, which takes strings as JSON writes them."""
    lines = [
        "# Drafted from one page: look at every line. See president-russia.toml for what the keys mean.",
        f"name = {_string(found.name or host)}",
        "aliases = []",
        'country = ""  # the side that it speaks for: ISO 3166-1 alpha-2',
        f"domains = [{_string(host)}]",
        "",
        "[page]",
    ]
    for name in _ORDER:
        if selectors := found.selectors.get(name):
            lines.append(f"{name} = [{', '.join(map(_string, selectors))}]")
    if order := found.selectors.get("date_order"):
        lines.append(f"date_order = {_string(order)}")
    return "\n".join(lines) + "\n\n[furniture]\nlines = []\n"


def _string(value: Any) -> str:
    return json.dumps(str(value)).replace("\x7f", "\\u007f")
