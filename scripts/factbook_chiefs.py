"""Take who heads which country, and since when, out of editions of the CIA World Factbook (public domain).

usage: python scripts/factbook_chiefs.py ARCHIVE JSON > knowledge-src/factbook_chiefs.csv

ARCHIVE is a clone of MilkMp/CIA-World-Factbooks-Archive-1990-2025 (the yearly editions to 2017), JSON a clone of
factbook/factbook.json with its history (from 2014 to the last edition, of early 2026). Only names, dates and the kind of
office are taken.
"""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from onrecord.export.words import MONTHS  # noqa: E402
from onrecord.lookups.countries import countries  # noqa: E402
from onrecord.tables import load  # noqa: E402

YEARS = range(1999, 2018)
_DAY = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) (\d{{4}})")
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_BRANCH = re.compile(r"chief of state:(.*?)head of government:(.*?)(?:\|? ?cabinet:|$)", re.IGNORECASE)
_HOLDER = re.compile(r"([^();|]*?[A-ZÀ-Þ'’`-]{2,}[^();|]*?)\(((?:[^()]|\([^()]*\))*)\)")
_ROLES = (
    (r"vice|deputy|lieutenant|lt\.|without portfolio|foreign minister|junior|secretary of state", ""),
    (r"captains? regent", "captain regent"),
    (r"governor[- ]?gen", "governor-general"),
    (r"prime minister|premier|head of government|minister of state|taoiseach|chief executive|counsell?or", "prime minister"),
    (r"(chairman|president) of the (cabinet|council of ministers|government)", "prime minister"),
    (r"chancellor", "chancellor"),
    *(
        (rf"\b{word}\b", word)
        for word in ("king", "queen", "emperor", "sultan", "grand duke", "prince", "pope", "supreme leader")
    ),
    (r"\b[ae]mir\b", "emir"),
    (r"chairman.*presidency", "chairman of the Presidency"),
    (r"president", "president"),
    (r"leader|chief|chairman|head of state|transition", "head"),
)
_TITLE = re.compile(
    r"^(?:(?:[a-z][a-z-]*|(?:President|Prime|Minister|Premier|Chancellor|Federal|King|Queen|Emperor|Amir|Emir|Sultan|Grand|Duke|Pope|Prince"
    r"|Supreme|Leader|Chief|Head|State|Government|Chairman|Council|Governor|General|Republic|Interim|Acting|Transitional|Sir|Dame|Dr|Gen"
    r"|Maj|Col|Lt|Rev|Sheikh|Shaykh|Captain|Regent|Taoiseach|Coprince|Co|Swiss|Confederation|Islamic|Revolution|Republic|Australia|Presidency))[.,-]*\s+)+"
)


class Edition(NamedTuple):
    """What one edition says of a country's executive branch; ``date`` is a year or a day."""

    country: str
    date: str
    text: str


def main(archive: Path, snapshots: Path) -> None:
    """Write the table to standard output."""
    codes = _codes(archive)
    seen: dict[tuple[str, str, str, str], list[str]] = {}
    for edition in (*_yearly(archive, codes), *_daily(snapshots, codes)):
        for role, name, since in _holders(edition.text):
            seen.setdefault((edition.country, role, name, since), []).append(edition.date)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("country", "role", "name", "since", "first", "last"))
    writer.writerows((*key, min(dates), max(dates)) for key, dates in sorted(seen.items()))


def _git(repository: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(repository), *arguments], capture_output=True, check=True).stdout  # noqa: S603, S607


def _codes(archive: Path) -> dict[str, str]:
    """ISO codes of the countries that the project knows, by the Factbook's own."""
    known = countries(load())
    lines = _git(archive, "show", "HEAD:data/lookup_tables/fips_to_iso2.csv").decode().splitlines()
    return {r["FIPS"].lower(): r["ISOAlpha2"] for r in csv.DictReader(lines) if r["ISOAlpha2"] in known}


def _yearly(archive: Path, codes: dict[str, str]) -> Iterator[Edition]:
    lines = _git(archive, "show", "HEAD:data/reference_tables/countries.csv").decode().splitlines()
    of_number = {r["CountryID"]: codes.get(r["Code"]) for r in csv.DictReader(lines)}
    row = re.compile(r"\s*\(\d+, \d+, (\d+), N'Executive branch', N'(.*)'\)[,;]?\s*$")
    for year in YEARS:
        text = gzip.decompress(_git(archive, "show", f"HEAD:data/fields/country_fields_{year}.sql.gz")).decode("utf-8", "replace")
        for match in filter(None, map(row.match, text.splitlines())):
            if country := of_number.get(match[1]):
                yield Edition(country, str(year), match[2].replace("''", "'"))


def _daily(snapshots: Path, codes: dict[str, str]) -> Iterator[Edition]:
    """Every change of every country's page, with the day of the commit."""
    for line in _git(snapshots, "log", "--reverse", "--format=%h %cd", "--date=short").decode().splitlines():
        commit, _, day = line.partition(" ")
        changed = _git(snapshots, "diff-tree", "--no-commit-id", "--name-only", "-r", "--root", commit).decode().splitlines()
        pages = [p for p in changed if re.fullmatch(r"[a-z-]+/\w\w\.json", p) and Path(p).stem in codes]
        for path, page in zip(pages, _blobs(snapshots, [f"{commit}:{p}" for p in pages]), strict=True):
            if text := _branch(page):
                yield Edition(codes[Path(path).stem], day, text)


def _blobs(repository: Path, names: list[str]) -> Iterator[bytes]:
    """The contents of objects, in order; empty where one is missing."""
    command = ["git", "-C", str(repository), "cat-file", "--batch"]
    out = subprocess.run(command, input="\n".join(names).encode(), capture_output=True, check=True).stdout  # noqa: S603
    at = 0
    for _ in names:
        line = out.index(b"\n", at)
        size = 0 if out[at:line].endswith(b"missing") else int(out[at:line].split()[2])
        yield out[line + 1 : line + 1 + size]
        at = line + 1 + size + (size > 0)


def _branch(page: bytes) -> str:
    """The heads in a page; empty where the page is damaged or has none."""
    try:
        government = json.loads(page).get("Government") or {}
    except ValueError:
        return ""
    branch = government.get("Executive branch") or {}
    heads = {key.lower(): value.get("text", "") for key, value in branch.items() if isinstance(value, dict)}
    state, government = heads.get("chief of state", ""), heads.get("head of government", "")
    return f"chief of state: {state} | head of government: {government} | cabinet:" if state or government else ""


def _holders(text: str) -> Iterator[tuple[str, str, str]]:
    """Role, name as printed and date of every head named in the text of an executive branch."""
    plain = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
    branch = _BRANCH.search(plain)
    for part in branch.groups() if branch else ():
        for head, since in _HOLDER.findall(re.sub(r"\bnote\b.*", "", part, flags=re.IGNORECASE)):
            for words in _each(re.sub(r"^(?:represented by|and)\s+", "", head.strip(" ,;:"))):
                title = _TITLE.match(words)
                role = _role(title[0]) if title else ""
                if title and role and words[title.end() :].strip(" ,"):
                    yield role, words[title.end() :].strip(" ,"), _iso(since)


def _each(head: str) -> list[str]:
    """The holders whom one bracket dates: two captains regent, else one."""
    if "Regent" not in head:
        return [head]
    names = re.split(r"Captains? Regent|\band(?: Captain)?\b", head)[1:]
    return [f"Captain Regent {name.strip()}" for name in names if name.strip()]


def _role(title: str) -> str:
    return next((role for pattern, role in _ROLES if re.search(pattern, title, re.IGNORECASE)), "")


def _iso(text: str) -> str:
    """The first day, month or year in the text."""
    if match := _DAY.search(text):
        month = f"{match[3]}-{MONTHS.index(match[2]) + 1:02}"
        return f"{month}-{int(match[1]):02}" if match[1] else month
    year = _YEAR.search(text)
    return year[1] if year else ""


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
