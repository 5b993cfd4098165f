"""What ``onrecord correct`` does with what it was asked."""

from __future__ import annotations

import getpass
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
import typer

from onrecord.cli.messages import complain
from onrecord.cli.printing import form_of, print_rows
from onrecord.cli.showing import the_only

if TYPE_CHECKING:
    from onrecord.archive import Archive, Correction

__all__ = ["Correcting", "run_correct"]

_COLUMNS = ("id", "report", "target", "field", "old", "new", "who", "at", "why", "undoes")
_SHOWN = ("id", "target", "field", "new", "who", "why", "undoes")
_LINE = 80


@dataclass(frozen=True, slots=True)
class Correcting:
    """What was asked of ``correct``."""

    target: str | None
    field: str | None
    value: str | None
    who: str | None
    why: str | None
    undo: bool
    list: bool
    unresolved: bool
    report: str | None
    format: str | None


def run_correct(archive: Archive, asked: Correcting) -> None:
    """Make a correction, take one back, or list those there are."""
    if asked.list or asked.unresolved:
        _list(archive, asked)
        return
    if asked.target is None or (not asked.undo and (asked.field is None or asked.value is None)):
        what = "the id of a correction" if asked.undo else "a TARGET, a FIELD and a VALUE"
        raise typer.BadParameter(f"say {what}: see onrecord correct --help")
    if asked.why is None or not asked.why.strip():
        raise typer.BadParameter("say from what it is known, with --why: others will read it")
    who, why = (asked.who or _user()).strip(), asked.why.strip()
    if asked.undo:
        made = archive.undo(asked.target, who=who, why=why)
        complain(f"{made.id}: {made.undoes} no longer holds")
        return
    target = the_only(archive, asked.target, asked.report)
    made = archive.correct(target.id, asked.field or "", asked.value or "", who=who, why=why, document=target.document)
    complain(f"{made.id}: {made.field} of {made.target} is {_short(made.new)}, not {_short(made.old)}")
    if target.kind == "report":
        complain(f"what was found in it still stands on the old {made.field}: `onrecord reread {made.document}` reads it again")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise typer.BadParameter("say who says so, with --who") from None


def _list(archive: Archive, asked: Correcting) -> None:
    chosen = archive.unresolved() if asked.unresolved else archive.corrections()
    if asked.target is not None:
        chosen = [c for c in chosen if asked.target in (c.document, c.target)]
    brief = form_of(asked.format) == "table"
    print_rows([_row(c, brief) for c in chosen], _SHOWN if brief else _COLUMNS, asked.format, "No corrections.")


def _row(correction: Correction, brief: bool) -> dict[str, Any]:
    plain = msgspec.to_builtins(correction)
    plain["report"] = plain.pop("document")
    anchor = plain.pop("anchor") or {}
    if brief:
        plain |= {"old": _short(plain["old"]), "new": _short(plain["new"])}
    return {**{name: plain[name] for name in _COLUMNS}, "quotation": anchor.get("exact")}


def _short(value: Any) -> str:
    """A value in a few words: people by their names, spans by their texts."""
    if isinstance(value, list):
        return "; ".join(map(_short, value)) or "nothing"
    if isinstance(value, dict):
        value = value.get("name") or value.get("text") or " or ".join(value.get("candidates") or ["open"])
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return words if len(words) <= _LINE else f"{words[: _LINE - 1]}…"
