"""Tables of knowledge: data files, bundled and the user's own, read once and merged.

The bundled tables lie in ``onrecord/knowledge``. A user's folder of the same shape adds to them: its rows come first and
so win; its TOML values replace scalars, extend lists and merge into tables. Stages ask for a table by name, or for
something built from tables through :meth:`Knowledge.derived`, which builds it once for each set of folders.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from onrecord.errors import KnowledgeError

__all__ = ["BUNDLED", "Knowledge", "load", "with_columns"]

T = TypeVar("T")
BUNDLED = Path(__file__).parent / "knowledge"


class Knowledge:
    """A set of folders of tables, the user's before the bundled ones. Immutable; make it with :func:`load`."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self._derived: dict[Callable[[Knowledge], Any], Any] = {}

    def rows(self, name: str) -> tuple[Mapping[str, str], ...]:
        """All rows of ``name`` (``office_holders.csv``), the user's first. Empty cells are empty strings."""
        found: list[Mapping[str, str]] = []
        for path in self._paths(name):
            found += _rows(path)
        return tuple(found)

    def toml(self, name: str) -> Mapping[str, Any]:
        """The table ``name`` (``languages/en.toml``), with the user's merged over the bundled."""
        merged: dict[str, Any] = {}
        for path in reversed(list(self._paths(name))):
            _merge(merged, _toml(path))
        return merged

    def each(self, folder: str, suffix: str = ".toml") -> tuple[tuple[str, Mapping[str, Any]], ...]:
        """Every TOML file of a folder (``publishers``) by stem, the user's before the bundled, each stem once."""
        seen: dict[str, Mapping[str, Any]] = {}
        for base in self.folders:
            for path in sorted((base / folder).glob(f"*{suffix}")):
                seen.setdefault(path.stem, _toml(path))
        return tuple(seen.items())

    def derived(self, build: Callable[[Knowledge], T]) -> T:
        """``build(self)``, built once and kept. ``build`` is a module-level function."""
        if build not in self._derived:
            self._derived[build] = build(self)
        found: T = self._derived[build]
        return found

    def _paths(self, name: str) -> Iterable[Path]:
        return (base / name for base in self.folders if (base / name).is_file())


@lru_cache(maxsize=8)
def _loaded(folders: tuple[Path, ...]) -> Knowledge:
    return Knowledge(folders)


def load(*own: str | Path) -> Knowledge:
    """The bundled tables with those of the folders ``own`` before them, the first first.

    Raises ``KnowledgeError`` where a folder does not exist.
    """
    folders = tuple(Path(p).resolve() for p in own)
    for folder in folders:
        if not folder.is_dir():
            raise KnowledgeError(f"no knowledge folder at {folder}: name a folder that holds tables, such as venues.csv")
    return _loaded((*folders, BUNDLED))


def with_columns(rows: tuple[Mapping[str, str], ...], name: str, *columns: str) -> tuple[Mapping[str, str], ...]:
    """``rows`` as they are. Raises ``KnowledgeError`` where a row of the table ``name`` lacks one of ``columns``."""
    for row in rows:
        for column in columns:
            if column not in row:
                raise KnowledgeError(f"{name}: no column {column!r} in a table that has {', '.join(row)}: add it")
    return rows


def _rows(path: Path) -> list[Mapping[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader((line for line in lines if not line.startswith("#")), strict=True)
            columns = [name.strip() for name in next(reader, [])]
            found: list[Mapping[str, str]] = []
            for row in filter(None, reader):
                if len(row) != len(columns):
                    raise KnowledgeError(f"{path}: row {reader.line_num} does not have the columns of the first line: mend it")
                found.append(dict(zip(columns, map(str.strip, row), strict=True)))
            return found
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KnowledgeError(f"{path} cannot be read as CSV: {error}") from error


def _toml(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path} cannot be read as TOML: {error}") from error


def _merge(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        old = into.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            _merge(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            into[key] = value + [x for x in old if x not in value]
        else:
            into[key] = value
