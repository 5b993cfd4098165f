"""What a request asks for beside its path, checked."""

from __future__ import annotations

import re

from starlette.requests import Request

from onrecord.archive import Archive
from onrecord.errors import InputError
from onrecord.tables import Knowledge

__all__ = ["PER_PAGE", "archive_of", "chosen", "country_of", "day_of", "knowledge_of", "offset_of", "year_of"]

PER_PAGE = 50
_MOST = 400
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_COUNTRY = re.compile(r"[A-Z]{2}")


def archive_of(request: Request) -> Archive:
    """The archive that the site shows."""
    archive: Archive = request.app.state.archive
    return archive


def knowledge_of(request: Request) -> Knowledge:
    """The tables that the site looks names up in."""
    knowledge: Knowledge = request.app.state.knowledge
    return knowledge


def chosen(request: Request, name: str) -> str | None:
    """A value of the query, without blanks around it; null where it is empty. Raises ``InputError`` where it is too long."""
    value = request.query_params.get(name, "").strip()
    if len(value) > _MOST:
        raise InputError(f"{name} is too long: {_MOST} characters at most")
    return value or None


def year_of(request: Request, name: str = "year") -> str | None:
    """A year of the query. Raises ``InputError`` for anything else."""
    value = chosen(request, name)
    if value is not None and not _YEAR.fullmatch(value):
        raise InputError(f"{name} is a year of four digits, as 2021, not {value!r}")
    return value


def country_of(request: Request, name: str = "country") -> str | None:
    """A country's code of the query. Raises ``InputError`` for anything else."""
    value = chosen(request, name)
    if value is not None and not _COUNTRY.fullmatch(value.upper()):
        raise InputError(f"{name} is a code of two letters, as BY, not {value!r}")
    return value.upper() if value else None


def day_of(request: Request, name: str) -> str | None:
    """A day, month or year of the query. Raises ``InputError`` for anything else."""
    value = chosen(request, name)
    if value is not None and not _DAY.fullmatch(value):
        raise InputError(f"{name} is a day, month or year, as 2021-07-13, not {value!r}")
    return value


def offset_of(request: Request) -> int:
    """From where on a list is shown. Raises ``InputError`` where it is no number of at most a million."""
    value = chosen(request, "offset") or "0"
    if not value.isascii() or not value.isdigit() or int(value[:8]) > 1_000_000:
        raise InputError(f"offset is a number from 0 to a million, not {value!r}")
    return int(value)
