"""All that is fuzzed."""

from __future__ import annotations

from bench.fuzz import door_targets, seeds, text_targets, words
from bench.fuzz.base import Target

__all__ = ["TARGETS"]

TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        Target("ingest", door_targets.ingest, seeds.of_doors, (*words.PAGES, *words.RECORDS), 12_288),
        Target("lists", door_targets.lists, seeds.of_lists, words.PAGES, 4_096),
        Target("warc", door_targets.warc, seeds.of_records, words.RECORDS, 8_192),
        Target("layout", text_targets.layout, seeds.of_texts, words.REPORT),
        Target("quotations", text_targets.quotations, seeds.of_texts, words.REPORT),
        Target("numbers", text_targets.numbers, seeds.of_texts, (*words.NUMBERS, *words.TIMES), 2_048),
        Target("times", text_targets.times, seeds.of_texts, (*words.TIMES, *words.NUMBERS), 2_048),
        Target("record", text_targets.record, seeds.of_texts, (*words.REPORT, *words.NUMBERS, *words.TIMES), 2_048),
    )
}
"""By name. The first byte or two of an input choose what is known beside it."""
