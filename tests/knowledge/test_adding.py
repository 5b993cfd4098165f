"""docs/knowledge.md says how to add to the tables: its files, written as they stand there, do what it says."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.lookups.indicators import indicators
from onrecord.lookups.people import people
from onrecord.lookups.places import find_places
from onrecord.lookups.timex import Timex
from onrecord.model import Document
from onrecord.read import read_documents
from onrecord.stages.meetings.lexicon import Lexicon
from onrecord.tables import BUNDLED, Knowledge, load

PAGE = Path(__file__).parents[2] / "docs" / "knowledge.md"
BLOCK = re.compile(r"<!-- file: (?P<file>[\w/.]+) -->\n```\w+\n(?P<content>.*?)```", re.DOTALL)
FILES = {"office_holders.csv", "countries.csv", "venues.csv", "places.csv", "indicators.csv", "languages/en/meetings.toml"}
TEXT = (
    "Ardenian President Ilse Brandt and Prime Minister of Velland Tomas Oray held a parley "
    "in the House on the Lake in Lindenhaven. "
    "The Ardenian president said that lake traffic had grown by 12 percent in 2018."
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder = tmp_path_factory.mktemp("tables")
    for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        path = folder / block["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block["content"], encoding="utf-8")
    return load(folder)


def test_the_page_has_a_file_for_each_kind(own: Knowledge) -> None:
    assert {str(p.relative_to(own.folders[0])) for p in own.folders[0].rglob("*") if p.is_file()} == FILES


def test_the_office_holders_are_known(own: Knowledge) -> None:
    known = people(own)
    assert [h.name for h in known.holding("president", "XA", "2019-05-03")] == ["Ilse Brandt"]
    assert [h.name for h in known.holding("prime minister", "XV", "2019-05-03")] == ["Tomas Oray"]
    assert known.holding("prime minister", "XV", "2023-01-01") == ()
    assert {h.name for h in known.named("I. Brandt", "2019-05-03")} == {"Ilse Brandt"}


def test_the_venue_and_the_place_are_found(own: Knowledge) -> None:
    venue, city = find_places("held talks in the House on the Lake in Lindenhaven", own)
    assert (venue.kind, venue.name, venue.city, venue.country) == ("venue", "Lake House", "Port Linden", "XA")
    assert (city.kind, city.name, city.country) == ("city", "Port Linden", "XA")


def test_the_indicator_is_found(own: Knowledge) -> None:
    ((_, _, indicator),) = indicators(own).find("the traffic on the lake has grown")
    assert (indicator.name, indicator.mutual) == ("lake traffic", True)


def test_a_report_is_read_with_them(own: Knowledge, make_document: Callable[..., Document]) -> None:
    (record,) = read_documents([make_document(TEXT, published="2019-05-03", title="Talks in Port Linden")], own)
    meeting = record.meetings[0]
    assert (meeting.format, meeting.venue, meeting.city, meeting.country) == ("talks", "Lake House", "Port Linden", "XA")
    assert {(p.name, p.country) for p in meeting.participants} == {("Ilse Brandt", "XA"), ("Tomas Oray", "XV")}
    assert [p.name for s in record.statements for p in s.speakers] == ["Ilse Brandt"]
    assert [f.indicator for f in record.figures] == ["lake traffic"]


def test_the_word_counts_only_where_it_was_added(make_document: Callable[..., Document]) -> None:
    (record,) = read_documents([make_document(TEXT, published="2019-05-03")], load())
    assert all("parley" not in span.text for m in record.meetings[1:] for span in m.evidence)
    assert "parley" not in Lexicon(load().toml("languages/en/meetings.toml")).nouns


def test_the_tables_of_a_language_load_and_make_no_reader(tmp_path: Path, make_document: Callable[..., Document]) -> None:
    shutil.copytree(BUNDLED / "languages" / "en", tmp_path / "languages" / "xx")
    own = load(tmp_path)
    assert Lexicon(own.toml("languages/xx/meetings.toml")).nouns["summit"] == "summit"
    assert list(Timex(own.toml("languages/xx/times.toml")).find("on 3 May 2019"))
    (record,) = read_documents([make_document("Something in that language.", language="xx")], own)
    assert record.unread == "language: xx"
    assert record.meetings == record.statements == ()
