"""Make ``office_holders.csv`` from the hand-kept terms, or check it.

usage: python scripts/build_office_holders.py [--check | --compare | --to FILE]

The terms are in ``knowledge-src``. Every one is set against public data sets in the folder that ONRECORD_SHARED names
(``data/leaders``) and against editions of the CIA World Factbook; a row names the sources that agree. ``--check`` says
what does not hold in the table; ``--compare`` lists where the sources and the terms differ; ``--to`` writes elsewhere.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT / "scripts"))

from holders.checks import days_between, problems, read_table  # noqa: E402
from holders.evidence import Claim, Evidence, read_claims  # noqa: E402
from holders.terms import Term, read_spellings, read_terms  # noqa: E402

from onrecord.lookups.countries import countries  # noqa: E402
from onrecord.lookups.names import names  # noqa: E402
from onrecord.tables import load  # noqa: E402

SOURCES, TABLE = ROOT / "knowledge-src", ROOT / "src" / "onrecord" / "knowledge" / "office_holders.csv"
COLUMNS = ("person", "id", "spellings", "wikidata", "office", "role", "country", "from", "to", "source", "note")
OWN = "OnRecord"
HEADER = """\
# Office-holders, a row for each term. Made by scripts/build_office_holders.py from knowledge-src: change it there.
# person: commonest English form of the name. id: empty in a user's own table, where it is made from the name.
# spellings: others that the rules of names.toml do not join, separated by |; with the person's first row.
# wikidata: item of the person. office: in full. role: as a record names it. country: code of countries.csv, empty for none.
# from, to: ISO dates, or a year or month where no more is known; `to` is the day the next holder began, empty while it goes on.
# source: public data sets that agree with the row; OnRecord where it is the project's own compilation.
# note: "acting", and why nobody held the office before ("gap before: ...").
"""


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        found = list(problems(read_table(TABLE), frozenset(countries(load()).codes())))
        print("\n".join(found) or f"{TABLE.name}: {len(read_table(TABLE))} rows hold")
        return 1 if found else 0
    shared = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared"))
    if not (shared / "data" / "leaders").is_dir():
        print(f"no data/leaders in {shared}: set ONRECORD_SHARED", file=sys.stderr)
        return 2
    terms, spellings = read_terms(SOURCES), read_spellings(SOURCES / "spellings.txt")
    evidence = Evidence(read_claims(shared, SOURCES), names(load()))
    if "--compare" in arguments:
        print("\n".join(compare(terms, spellings, evidence)))
        return 0
    write(list(rows(terms, spellings, evidence)), Path(arguments[1]) if arguments[:1] == ["--to"] else TABLE)
    return 0


def rows(terms: list[Term], spellings: dict[str, tuple[str, ...]], evidence: Evidence) -> Iterator[dict[str, str]]:
    """The rows of the table: offices in the order of country and role, spellings with a person's first row."""
    places, told, ids = countries(load()), set[str](), wikidata(terms, spellings, evidence)
    for before, term in zip([None, *terms], terms, strict=False):
        also = spellings.get(term.key, ())
        agreeing = sorted({c.source for c in evidence.for_term(term, also)})
        yield {
            "person": term.person,
            "id": term.id,
            "spellings": "" if term.id in told else "|".join(also),
            "wikidata": ids.get(term.id, ""),
            "office": term.office(places.name(term.country)),
            "role": bare_role(term.role),
            "country": term.country,
            "from": term.start,
            "to": term.end,
            "source": "; ".join(agreeing) or OWN,
            "note": note(before, term),
        }
        told.add(term.id)


def bare_role(role: str) -> str:
    """The role without the place: a "crown prince of Abu Dhabi" is a crown prince."""
    return "crown prince" if role.startswith("crown prince") else role


def note(before: Term | None, term: Term) -> str:
    """What a reader of the row should know: that the holder was acting, and why nobody held the office before."""
    vacant = before is not None and (before.country, before.role) == (term.country, term.role) and before.end < term.start
    return "; ".join(["acting"] * term.acting + [f"gap before: {term.note}"] * (vacant and term.note != ""))


def wikidata(terms: list[Term], spellings: dict[str, tuple[str, ...]], evidence: Evidence) -> dict[str, str]:
    """The Wikidata id of each person, where the sources have one; of two persons with one id, the first keeps it."""
    found: dict[str, str] = {}
    for term in terms:
        qid = "" if term.id in found else evidence.wikidata(term, spellings.get(term.key, ()))
        if qid and qid not in found.values():
            found[term.id] = qid
    return found


def write(table: list[dict[str, str]], path: Path) -> None:
    """Write the rows by country, office and date, with a person's spellings in the first."""
    ordered = sorted(table, key=lambda row: (row["country"] or "~", row["office"], row["from"]))
    first: set[str] = set()
    also = {row["id"]: row["spellings"] for row in table if row["spellings"]}
    for row in ordered:
        row["spellings"] = "" if row["id"] in first else also.get(row["id"], "")
        first.add(row["id"])
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(HEADER)
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(ordered)
    print(f"{path.name}: {len(ordered)} rows, {len(first)} people")


def compare(terms: list[Term], spellings: dict[str, tuple[str, ...]], evidence: Evidence) -> Iterator[str]:
    """What the sources have and the terms do not, and terms whose beginning the Factbook puts on another day."""
    rules = names(load())
    for country, claims in sorted(evidence.by_country.items()):
        own = [t for t in terms if t.country == country]
        folded = rules.fold_all([s for t in own for s in (t.person, *spellings.get(t.key, ()))])
        for claim, name in claims:
            if _matters(claim) and not any(rules.match(name, known) for known in folded):
                yield f"{country} {claim.role} {claim.name} {claim.start}..{claim.end} ({claim.source})"
    for term in terms:
        for claim in evidence.for_term(term, spellings.get(term.key, ())):
            if claim.seen and len(claim.start) == 10 and abs(days_between(claim.start, term.start)) in range(8, 200):
                yield f"date: {term.country} {term.role} {term.person} {term.start}, {claim.source} {claim.start}"


def _matters(claim: Claim) -> bool:
    return claim.role in ("HOS", "HOG", "LEADER") and (not claim.end or claim.end >= "1999")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
