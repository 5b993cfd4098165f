"""The table of office-holders: what must hold of it, and how well it knows those whom real reports name."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.lookups.countries import countries
from onrecord.lookups.names import names, slug
from onrecord.lookups.offices import HEADS, Office, offices
from onrecord.lookups.people import people
from onrecord.tables import Knowledge

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "build_office_holders.py"
LEAST_ROWS, LEAST_COUNTRIES = 3400, 195
FLOOR = 0.98
_NAME = re.compile(
    r"[\s\u00a0]+((?:[^\W\d_a-z][\w’'.-]*|(?:al|el)-\w+|(?:bin|ibn|de|da|von|van|der|den|la|dos)\b)(?:[\s\u00a0]+|$)){1,5}"
)


def test_dates_codes_and_ids_hold() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_most_of_the_world_is_there(knowledge: Knowledge) -> None:
    rows = knowledge.rows("office_holders.csv")
    heads = {row["country"] for row in rows if offices(knowledge).level(row["role"]) in HEADS}
    assert len(rows) >= LEAST_ROWS
    assert len(heads & set(countries(knowledge).codes())) >= LEAST_COUNTRIES


FIRST = {"BA": 2000, "PS": 2005, "SS": 2012, "TL": 2003, "XK": 2008, "ME": 2007, "RS": 2004, "XB": 2000, "IQ": 2005, "CS": 2003}
LAST = {"CS": 2005, "YU": 2002}
NO_HEADS = frozenset({"EH", "EU", "HK", "MO", "PR"})
VACANT = frozenset({"SO 1999", "SO 2000"} | {f"SM {year}" for year in (2000, *range(2002, 2014), *range(2016, 2021), 2026)})
"""Somalia had no government then; for San Marino, whose heads change twice a year, not every term is known."""


def test_every_country_has_a_head_every_summer(knowledge: Knowledge) -> None:
    known = people(knowledge)
    codes = [code for code in countries(knowledge).codes() if code not in NO_HEADS]
    times = [(code, year) for code in codes for year in range(FIRST.get(code, 1999), LAST.get(code, 2026) + 1)]
    missing = {f"{code} {year}" for code, year in times if not known.holding("leader", code, f"{year}-07-01")}
    assert missing <= VACANT


def test_no_two_people_of_one_country_share_a_name(knowledge: Knowledge) -> None:
    rules, seen = names(knowledge), dict[tuple[str, str], str]()
    for row in knowledge.rows("office_holders.csv"):
        if row["id"] != f"person:{slug(row['person'])}":
            continue  # a namesake that its id tells apart
        key = (row["country"], " ".join(sorted(rules.folded(row["person"]).words)))
        assert seen.setdefault(key, row["id"]) == row["id"], row["person"]


@pytest.mark.parametrize(
    ("on", "president", "premier"),
    [("2009-07-06", "Dmitry Medvedev", "Vladimir Putin"), ("2013-07-06", "Vladimir Putin", "Dmitry Medvedev")],
)
def test_who_was_who_in_russia(knowledge: Knowledge, on: str, president: str, premier: str) -> None:
    known = people(knowledge)
    assert [h.name for h in known.holding("president", "RU", on)] == [president]
    assert [h.name for h in known.holding("prime minister", "RU", on)] == [premier]


def _titles(data: Path) -> Iterator[tuple[str, str]]:
    reports = [json.loads(line) for line in (data / "corpus" / "reports.jsonl").open(encoding="utf-8")]
    with gzip.open(data / "corpus" / "kremlin_en_1999_2020.jsonl.gz", "rt", encoding="utf-8") as lines:
        reports += [json.loads(line) for line in lines]
    return ((r["title"], r["date"]) for r in reports if r.get("language", "en") == "en" and r.get("date") and r.get("title"))


def _plain(office: Office) -> bool:
    return office.kind == "office" and office.country is not None and not (office.plural or office.former or office.future)


def test_leaders_in_titles_of_real_reports_are_known(shared_data: Path, knowledge: Knowledge) -> None:
    """By name and by office at the date, and both the same person."""
    known, posts = people(knowledge), offices(knowledge)
    named = agreeing = 0
    for title, date in _titles(shared_data):
        for office in posts.find(title):
            match = _NAME.match(title, office.title[1]) if _plain(office) and office.level in HEADS else None
            held = {h.id for h in known.holding(office.role, office.country, date)} if match else set()
            if match is not None:
                named += 1
                agreeing += _agrees(match[0], held, date, known)
    assert named > 1500
    assert agreeing / named >= FLOOR


def _agrees(words: str, held: set[str], date: str, known: object) -> bool:
    """Whether the longest beginning of ``words`` that names anybody names one of those who held the office."""
    parts = re.sub(r"['’]s\b", "", words).split()
    for size in range(len(parts), 0, -1):
        found = {h.id for h in known.named(" ".join(parts[:size]), date)}  # type: ignore[attr-defined]
        if found:
            return bool(found & held)
    return False


def test_the_table_is_what_the_script_makes(shared_data: Path, tmp_path: Path) -> None:
    if not (shared_data / "data" / "leaders").is_dir():
        pytest.skip("not checked: no data/leaders in the shared data")
    made = tmp_path / "office_holders.csv"
    done = subprocess.run([sys.executable, str(SCRIPT), "--to", str(made)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert made.read_bytes() == (ROOT / "src" / "onrecord" / "knowledge" / "office_holders.csv").read_bytes()
