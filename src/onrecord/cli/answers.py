"""Answers of the archive as rows, and printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.cli.printing import form_of, print_rows, print_text, terminal

if TYPE_CHECKING:
    from onrecord.archive.queries.claims import Claim, Measure
    from onrecord.archive.queries.follow import Pair, Profile
    from onrecord.archive.queries.pledges import PledgeRow
    from onrecord.archive.queries.search import Found, Hit
    from onrecord.check import Verdict
    from onrecord.tables import Knowledge

__all__ = [
    "claim_rows",
    "measure_rows",
    "pledge_rows",
    "print_claims",
    "print_hits",
    "print_pair",
    "print_pledges",
    "print_profile",
    "verdicts_for",
]

_HIT_COLUMNS = ("day", "speakers", "act", "words", "document")
_CLAIM_COLUMNS = ("day", "side", "claimant", "claimed", "period", "verdict", "sentence", "document")
_PLEDGE_COLUMNS = ("day", "makers", "text", "due", "document")
_TALKS_COLUMNS = ("date", "format", "city", "participants", "reports")


def print_hits(found: Found, form: str) -> None:
    """Statements that were found; as JSON with how many there are."""
    if form == "json":
        print_text(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n")
        return
    if form == "csv":
        print_rows([_hit(h) for h in found.hits], _HIT_COLUMNS, form, "")
        return
    print_blocks([_block(h) for h in found.hits], "No statement is like that.")
    if found.total > len(found.hits):
        print_text(f"{len(found.hits)} of {'more than ' if found.more else ''}{found.total}; see more with --limit or --offset\n")


def print_blocks(blocks: Sequence[tuple[str, str, str]], none: str) -> None:
    """For a terminal: a line that says who and when, the words beneath it, and where they stand."""
    import textwrap

    from onrecord.export.words import printable

    width = max(40, terminal().width)
    lines = []
    for head, body, foot in blocks:
        lines += textwrap.wrap(printable(head), width) or [""]
        lines += textwrap.wrap(printable(" ".join(body.split())), width, initial_indent="    ", subsequent_indent="    ")
        lines += [*textwrap.wrap(printable(foot), width, initial_indent="    ", subsequent_indent="    "), ""]
    print_text("\n".join(lines or [none]) + "\n")


def _block(hit: Hit) -> tuple[str, str, str]:
    marked = "".join(f"»{text}«" if own else text for text, own in hit.snippet)
    head = f"{hit.day or 'no date'}  {', '.join(hit.speakers) or 'nobody named'}  [{hit.act}]"
    return head, clipped_words(marked), f"{hit.document} {hit.id}, characters {hit.start}–{hit.end}{_changed(hit.newer)}"


def _changed(newer: str | None) -> str:
    return f"; the page was changed since, see {newer}" if newer else ""


def clipped_words(text: str) -> str:
    """A text of at most some lines of a terminal."""
    from onrecord.export.words import clipped

    return clipped(text, 400)


def _hit(hit: Hit) -> dict[str, Any]:
    return {k: v for k, v in msgspec.structs.asdict(hit).items() if k not in ("snippet", "number")}


def claim_rows(rows: Sequence[Claim], verdicts: Sequence[Verdict | None]) -> list[dict[str, Any]]:
    """Claims as rows, each with what it claims in words, and its verdict where there are any."""
    from onrecord.archive.queries.claims import figure_of
    from onrecord.export.words import amount_words

    found = []
    for number, claim in enumerate(rows):
        verdict = verdicts[number] if verdicts else None
        told = {"verdict": verdict.verdict, "reported": verdict.told} if verdict else {}
        period = claim.period or (f"{claim.period_inferred} (inferred)" if claim.period_inferred else None)
        row = msgspec.structs.asdict(claim)
        found.append({**row, "claimed": amount_words(figure_of(claim)), "period": period, **told})
    return found


def measure_rows(rows: Sequence[Measure]) -> list[dict[str, Any]]:
    """Indicators and subjects as rows."""
    return [msgspec.structs.asdict(row) for row in rows]


def verdicts_for(rows: Sequence[Claim], series: Path | None, mapping: Path | None, knowledge: Knowledge) -> list[Verdict | None]:
    """A verdict for each claim by a series; none where no series is given."""
    if series is None:
        return []
    from onrecord.archive.queries.claims import figure_of
    from onrecord.check import check_figures, load_series

    loaded = load_series(series, mapping, knowledge)
    return list(check_figures([(r.document, r.day, figure_of(r)) for r in rows], loaded, knowledge))


def print_claims(rows: Sequence[Claim], verdicts: Sequence[Verdict | None], asked: str | None, none: str) -> None:
    """Claims: on a terminal each with its sentence, else as rows."""
    form, found = form_of(asked), claim_rows(rows, verdicts)
    if form != "table":
        print_rows(found, _CLAIM_COLUMNS, form, none)
        return
    blocks = []
    for row in found:
        period = f", {row['period']}" if row["period"] else ", no period stated"
        head = f"{row['day'] or 'no date'}  {row['claimant'] or row['publisher'] or 'the publisher'}: {row['claimed']}{period}"
        told = f"\n{row['reported']}" if "reported" in row else ""
        blocks.append((head, f"“{row['sentence']}”", f"{row['document']} {row['id']}{_changed(row['newer'])}{told}"))
    print_blocks(blocks, none)


def print_pledges(rows: Sequence[PledgeRow], later: Sequence[Sequence[Hit]], asked: str | None) -> None:
    """Pledges: on a terminal each with its words, else as rows."""
    form, found = form_of(asked), pledge_rows(rows, later)
    none = "No such pledges are in this archive."
    if form != "table":
        print_rows(found, _PLEDGE_COLUMNS, form, none)
        return
    blocks = []
    for row in found:
        due = f", due {row['due']}" if row["due"] else ""
        again = f"; again in {', '.join(row['again'])}" if row.get("again") else "; not mentioned again" if later else ""
        head = f"{row['day'] or 'no date'}  {', '.join(row['makers']) or 'nobody named'}{due}"
        blocks.append((head, row["text"], f"{row['document']} {row['id']}{again}{_changed(row['newer'])}"))
    print_blocks(blocks, none)


def pledge_rows(rows: Sequence[PledgeRow], later: Sequence[Sequence[Hit]]) -> list[dict[str, Any]]:
    """Pledges as rows, each with where it is mentioned again, where that was looked for."""
    found = []
    for number, pledge in enumerate(rows):
        row = {k: v for k, v in msgspec.structs.asdict(pledge).items() if k != "key"}
        row["due"] = pledge.due or (f"{pledge.due_inferred} (inferred)" if pledge.due_inferred else None)
        again = {"again": [f"{h.day} {h.document} {h.id}" for h in later[number]]} if later else {}
        found.append({**row, **again})
    return found


def print_profile(profile: Profile, asked: str | None) -> None:
    """A person: a table of what there is, JSON of all, or CSV of the statements."""
    form = form_of(asked)
    if form == "json":
        print_text(msgspec.json.format(msgspec.json.encode(profile), indent=2).decode() + "\n")
    elif form == "csv":
        print_rows([_hit(h) for h in profile.latest], _HIT_COLUMNS, form, "")
    else:
        print_text(_profile_head(profile))
        print_blocks([_block(h) for h in profile.latest], "No statements.")


def _profile_head(profile: Profile) -> str:
    from onrecord.export.rows import fields_text

    def shares(counts: Sequence[tuple[str, int]]) -> str:
        return ", ".join(f"{name} {n}" for name, n in counts[:8])

    many = f"{'more than ' if profile.statements_more else ''}{profile.statements_total}"
    return fields_text(
        {
            "name": profile.name,
            "offices": "; ".join(f"{o.office} ({o.start or '?'} to {o.end or 'now'})" for o in profile.offices),
            "meetings": profile.meetings_total,
            "statements": many,
            "by subject": shares(profile.topics),
            "by act": shares(profile.acts),
            "by year": ", ".join(f"{year} {n}" for year, n in profile.years),
            "pledges": len(profile.pledges),
        },
        terminal(),
    )


def print_pair(told: Pair, asked: str | None) -> None:
    """Two countries: a table of what there is, JSON of all, or CSV of the talks."""
    form = form_of(asked)
    if form == "json":
        print_text(msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n")
        return
    rows = [{**msgspec.structs.asdict(t), "reports": [r.id for r in t.reports]} for t in told.talks]
    if form == "table":
        print_text(_pair_head(told))
    print_rows(rows, _TALKS_COLUMNS, form, f"No talks of {told.a} and {told.b} are in this archive.")


def _pair_head(told: Pair) -> str:
    from onrecord.export.rows import fields_text

    subjects: dict[str, int] = {}
    for _, topic, n in told.agenda:
        subjects[topic] = subjects.get(topic, 0) + n
    return fields_text(
        {
            "countries": f"{told.a} and {told.b}",
            "talks": told.talks_total,
            "subjects": ", ".join(f"{t} {n}" for t, n in sorted(subjects.items(), key=lambda each: -each[1])[:8]),
            "claims": "; ".join(f"{m.indicator}, {m.subject}: {m.claims}" for m in told.claims[:8]),
            "pledges": told.pledges_total,
        },
        terminal(),
    )
