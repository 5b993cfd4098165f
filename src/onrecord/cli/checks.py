"""Checks of what is given to options. Each gives the value back or stops with a usage error."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import typer

__all__ = ["choice", "country_code", "day", "folder_or_parquet", "language_code", "moment", "not_a_file", "one_of"]

_COUNTRY = re.compile(r"[A-Za-z]{2}")
_MOMENT = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")


def choice(names: Sequence[str], *flags: str, help: str) -> Any:
    """An option that takes one of ``names``: shown, checked and completed."""
    return typer.Option(*flags, metavar="|".join(names), callback=one_of(*names), autocompletion=lambda: list(names), help=help)


def one_of(*names: str) -> Callable[[str | None], str | None]:
    """A check that an option is one of ``names``, or not given."""

    def check(value: str | None) -> str | None:
        if value is None or value in names:
            return value
        raise typer.BadParameter(f"{value!r} is not one of {', '.join(names)}")

    return check


def day(value: str | None) -> str | None:
    """A day, as ``2021-07-14``."""
    try:
        return None if value is None else date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no day: write it as 2021-07-14") from None


def moment(value: str | None) -> str | None:
    """A day, a month or a year, as ``2021-07-14``, ``2021-07`` or ``2021``."""
    if value is None or _MOMENT.fullmatch(value):
        return value
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date: write it as 2021-07-14, 2021-07 or 2021") from None


def country_code(value: str | None) -> str | None:
    """A country's two letters (ISO 3166-1 alpha-2, or EU), in capitals."""
    if value is None or _COUNTRY.fullmatch(value):
        return value and value.upper()
    raise typer.BadParameter(f"{value!r} is no country code: give two letters, such as BY")


def language_code(value: str | None) -> str | None:
    """A language's code, as ``en``."""
    if value is None or _LANGUAGE.fullmatch(value):
        return value and value.lower()
    raise typer.BadParameter(f"{value!r} is no language code: give one such as en")


def folder_or_parquet(value: Path | None) -> Path | None:
    """A folder that is there or can be made, or a Parquet file that is or is not there."""
    if value is not None and value.suffix == ".parquet" and not value.is_dir():
        return value
    return not_a_file(value)


def not_a_file(value: Path | None) -> Path | None:
    """A folder that is there or can be made."""
    if value is not None and value.exists() and not value.is_dir():
        raise typer.BadParameter(f"{value} is a file: name a folder")
    return value
