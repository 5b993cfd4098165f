"""Series from files: CSV by columns or by a mapping, SDMX-CSV, and SDMX-ML through ``sdmx1``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.check.mapping import PLAIN, Mapped, Part, read_mapping
from onrecord.check.names import Names
from onrecord.check.periods import period_of
from onrecord.check.sdmx import FACTOR, is_sdmx_csv, is_sdmx_ml, sdmx_mapping, sdmx_rows, with_factor
from onrecord.check.series import Observation, Series
from onrecord.errors import Malformed, NotFound, TooLarge
from onrecord.tables import Knowledge

__all__ = ["load_series"]

Row = Mapping[str, str]
_MOST = 256 * 1024 * 1024
_EMPTY = frozenset(["", "NaN", "nan", "NA", "N/A", "..", ":", "-", "null"])


def load_series(path: str | Path, mapping: str | Path | None, knowledge: Knowledge) -> Series:
    """The series in a file, by the columns indicator, subject, reporter, period, value, or as ``mapping`` (a TOML file) says.

    Raises ``NotFound``, ``TooLarge`` or ``Malformed`` where file or mapping cannot be read or hold no observation, and
    ``ModelMissing`` for SDMX-ML where ``sdmx1`` is not installed.
    """
    path = Path(path)
    content = _content(path)
    rows = sdmx_rows(content, path) if is_sdmx_ml(content) else _csv_rows(content, path)
    mapped = read_mapping(Path(mapping)) if mapping else _usual(rows)
    names = Names(knowledge, mapped.countries)
    series = Series(o for part in mapped.parts for o in _observations(rows, part, names, path))
    if not len(series):
        raise Malformed(f"{path} gives no observation: look at its columns and at the names in the mapping")
    return series


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST:
            raise TooLarge(f"{path} is larger than {_MOST // 1024**2} MB: take the part of the series that you need")
        return path.read_bytes()
    except OSError as error:
        raise NotFound(f"no series at {path} ({error.strerror}): name a file") from error


def _csv_rows(content: bytes, path: Path) -> Sequence[Row]:
    try:
        text = content.decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), dialect=_dialect(text))
        # Cells beyond the columns of the first line come as a list under no name.
        rows = [{k: (v or "").strip() for k, v in row.items() if k is not None} for row in reader]
        return [with_factor(row) for row in rows] if is_sdmx_csv(rows) else rows
    except (UnicodeDecodeError, csv.Error) as error:
        raise Malformed(f"{path} cannot be read as CSV in UTF-8: {error}") from error


def _dialect(text: str) -> type[csv.Dialect]:
    """Commas, semicolons or tabs, whichever the first line has most of."""
    first = text.partition("\n")[0]
    chosen = max(",;\t", key=first.count)
    return type("Found", (csv.excel,), {"delimiter": chosen})


def _usual(rows: Sequence[Row]) -> Mapped:
    return sdmx_mapping(rows) if is_sdmx_csv(rows) else PLAIN


def _observations(rows: Sequence[Row], part: Part, names: Names, path: Path) -> Iterator[Observation]:
    """The observations of one series of a mapping, with the rows summed that it says."""
    if rows:
        _check_columns(part, rows[0], path)
    chosen = [r for r in rows if all(r.get(k, "") in v for k, v in (*part.where.items(), *part.sum.items()))]
    found = (o for row in chosen for o in _observation(row, part, names))
    if not part.sum:
        yield from (o for o, _ in found)
        return
    yield from _summed(found, part)


def _check_columns(part: Part, row: Row, path: Path) -> None:
    needed = {c for f in ("period", "value") for c in part.columns.get(f, ())} | set(part.where) | set(part.sum)
    needed |= {c for f in ("subject", "indicator") if f not in part.fixed for c in part.columns.get(f, ())}
    missing = sorted(needed - row.keys())
    if missing or "value" not in part.columns or "period" not in part.columns:
        what = f"no column {missing[0]!r}" if missing else "no column named for value or period"
        raise Malformed(f"{path}: {what} among {', '.join(row)}: say in a mapping which columns hold what")


def _observation(row: Row, part: Part, names: Names) -> Iterator[tuple[Observation, tuple[str, ...]]]:
    """The observation of a row with what it has in the columns that are summed; nothing where it has no value."""
    period = period_of(_cell(row, part, "period"))
    value = _value(row, part)
    subjects = tuple(row.get(c, "") for c in part.columns.get("subject", ()) if row.get(c))
    subject = part.fixed.get("subject") or (names.subject(subjects) if subjects else None)
    indicator = part.fixed.get("indicator") or _cell(row, part, "indicator")
    if period is None or value is None or not subject or not indicator:
        return
    reporter = names.reporter(_cell(row, part, "reporter"))
    unit = part.fixed.get("unit") or _cell(row, part, "unit") or None
    made = Observation(
        names.indicator(indicator), subject, reporter, period, value, unit, growth=part.growth, aggregate=part.aggregate
    )
    yield made, tuple(row.get(c, "") for c in part.sum)


def _cell(row: Row, part: Part, field: str) -> str:
    return " ".join(row.get(c, "") for c in part.columns.get(field, ())).strip()


def _value(row: Row, part: Part) -> float | None:
    """The value of a row, or the sum of its columns; null where one of them is empty or no number."""
    total = 0.0
    for column in part.columns["value"]:
        text = row.get(column, "").replace(" ", "").replace("\u00a0", "")
        if text in _EMPTY:
            return None
        try:
            total += float(text)
        except ValueError:
            return None
    return total * part.factor * float(row.get(FACTOR, "1"))


def _summed(found: Iterable[tuple[Observation, tuple[str, ...]]], part: Part) -> Iterator[Observation]:
    """The sums over the columns that are summed, where every value that they may take is there."""
    groups: dict[tuple[str, str, str | None, object], dict[tuple[str, ...], Observation]] = {}
    for o, cells in found:
        groups.setdefault((o.indicator, o.subject, o.reporter, o.period), {})[cells] = o
    whole = 1
    for values in part.sum.values():
        whole *= len(values)
    for group in groups.values():
        if len(group) == whole:
            yield replace(next(iter(group.values())), value=sum(o.value for o in group.values()))
