"""How well the report is found on a web page: the door for HTML beside trafilatura alone, on invented pages.

usage: python -m bench.layouts

Twelve layouts are written around each bundled report (``bench.layout_pages``); for pages with a recipe, the example pages of
``tests/publishers`` and their records are taken. Measured is F1 of words, as multisets, over pages, in percent. No page is real,
and the door was mended with these layouts in sight: the figures say that nothing is lost beside trafilatura, not how well pages
at large are read. Results go to ``bench/results/layouts.json``.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import trafilatura

from bench import golden, results, shared
from bench.layout_pages import LAYOUTS
from onrecord.ingest.page import Extractor
from onrecord.ingest.wire import PageFacts
from onrecord.reading import Reading
from onrecord.stages import layout
from onrecord.tables import load

__all__ = ["by_layout", "by_recipe", "f1", "main", "reports"]

_WORD = re.compile(r"\w+|<…>")
_EXAMPLES = shared.ROOT / "tests" / "publishers"

Scores = dict[str, float]


def reports() -> list[tuple[str, list[str]]]:
    """The bundled reports, those of the archive among them: title and paragraphs."""
    texts = [*golden.documents().values(), *map(golden.document, sorted((golden.EXAMPLES / "archive").glob("*.txt")))]
    readings = [Reading(document) for document in texts]
    layout.run(readings, load(golden.EXAMPLES / "knowledge"))
    return [_parts(reading) for reading in readings]


def _parts(reading: Reading) -> tuple[str, list[str]]:
    """A report's title and paragraphs, without what its text has of the page that it is made to be from."""
    kept = [p for p in reading.layout.paragraphs if p.kind != "furniture"]
    words = [" ".join(reading.text[p.start : p.end].split()) for p in kept]
    title = next((text for p, text in zip(kept, words, strict=True) if p.kind == "title"), reading.document.title or "Talks")
    return title, [text for text in words if text != title]


def f1(found: str, wanted: str) -> float:
    """F1 of words as multisets, from 0 to 1."""
    a, b = Counter(_WORD.findall(found)), Counter(_WORD.findall(wanted))
    shared_words = sum((a & b).values())
    return 2 * shared_words / (sum(a.values()) + sum(b.values()) or 1)


def by_layout(texts: Sequence[tuple[str, list[str]]]) -> dict[str, Scores]:
    """For each layout, the mean F1 of the door and of trafilatura alone."""
    extractor = Extractor(load())
    return {
        name: _mean([_both(extractor, write(title, parts), None, "\n".join(parts)) for title, parts in texts])
        for name, write in LAYOUTS.items()
    }


def by_recipe() -> dict[str, Scores]:
    """The same for each publisher's example page, read by its recipe."""
    extractor = Extractor(load())
    return {key: _mean([_both(extractor, page, url, text)]) for key, page, url, text in _examples()}


def _examples() -> Iterator[tuple[str, str, str, str]]:
    for record in sorted(_EXAMPLES.glob("*.json")):
        held = json.loads(record.read_text(encoding="utf-8"))
        page = record.with_suffix(".html").read_text(encoding="utf-8")
        yield record.stem, page, held["url"], "\n".join(held["paragraphs"])


def _both(extractor: Extractor, page: str, url: str | None, wanted: str) -> tuple[float, float]:
    found = extractor.read(page, url)
    door = f1(found.text, wanted) if isinstance(found, PageFacts) else 0.0
    return door, f1(trafilatura.extract(page) or "", wanted)


def _mean(pairs: Sequence[tuple[float, float]]) -> Scores:
    door, alone = (round(100 * sum(values) / len(values), 1) for values in zip(*pairs, strict=True))
    return {"door": door, "trafilatura": alone}


def main() -> None:
    """Measure and write the results."""
    texts = reports()
    layouts, recipes = by_layout(texts), by_recipe()
    figures: dict[str, Any] = {
        "reports": len(texts),
        "pages with a recipe": _mean([(s["door"] / 100, s["trafilatura"] / 100) for s in recipes.values()]),
        "pages without": _mean([(s["door"] / 100, s["trafilatura"] / 100) for s in layouts.values()]),
        "layouts": layouts,
        "recipes": recipes,
    }
    results.write("layouts", figures)
    print(results.table("layouts"))


if __name__ == "__main__":
    main()
