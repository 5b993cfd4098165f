"""Figures against statistical series and against what earlier records claim.

:func:`check` gives a :class:`Verdict` for every figure: consistent, direction differs, magnitude differs, period differs, or
cannot be checked and why. Growth is computed from levels. What differs is stated, with every reporter's value, and never why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path

from onrecord.check.claims import Claim, claim_of
from onrecord.check.earlier import Earlier, earlier_claims, reported_earlier, why_no_earlier
from onrecord.check.judge import mildest, reported_by_series, why_not
from onrecord.check.load import load_series
from onrecord.check.names import Names
from onrecord.check.series import Series
from onrecord.check.verdicts import Basis, Kind, Point, Reported, Verdict, verdicts_to_json
from onrecord.check.words import amount, told
from onrecord.model import Figure, Record
from onrecord.tables import Knowledge, load

__all__ = [
    "Basis",
    "Kind",
    "Point",
    "Reported",
    "Series",
    "Verdict",
    "amount",
    "check",
    "check_figures",
    "load_series",
    "verdicts_to_json",
]


def check(
    records: Record | Iterable[Record],
    *,
    series: str | PathLike[str] | Series | None = None,
    mapping: str | PathLike[str] | None = None,
    against: Record | Iterable[Record] = (),
    knowledge: Iterable[str | PathLike[str]] = (),
) -> tuple[Verdict, ...]:
    """A verdict for each figure of ``records``, in their order: by ``series`` where one is given, by the records ``against``
    where some are, by both where both are.

    ``series`` is a file (CSV, SDMX-CSV, SDMX-ML), whose columns ``mapping`` (a TOML file) tells where they are not indicator,
    subject, reporter, period, value. ``knowledge`` names folders of your own tables.

    Raises ``InputError`` or one of its kinds where series or mapping cannot be read, ``ModelMissing`` for SDMX-ML where
    ``sdmx1`` is not installed, ``ValueError`` where there is nothing to check against.
    """
    tables = load(*(Path(folder) for folder in knowledge))
    if isinstance(series, str | PathLike):
        series = load_series(Path(series), Path(mapping) if mapping is not None else None, tables)
    earlier = (against,) if isinstance(against, Record) else tuple(against)
    if series is None and not earlier:
        raise ValueError("nothing to check against: give a series or earlier records")
    checker = _Checker(series, earlier, tables)
    return tuple(v for r in ((records,) if isinstance(records, Record) else records) for v in checker.verdicts(r))


def check_figures(figures: Iterable[tuple[str, str | None, Figure]], series: Series, knowledge: Knowledge) -> Iterator[Verdict]:
    """A verdict by ``series`` for each figure, given with the id of its document and the day on which that was published."""
    checker = _Checker(series, (), knowledge)
    for document, published, figure in figures:
        yield checker.by_series(document, published, figure, series)


class _Checker:
    def __init__(self, series: Series | None, earlier: Sequence[Record], knowledge: Knowledge) -> None:
        self._series, self._knowledge = series, knowledge
        self._known: dict[tuple[str, str], list[Earlier]] = earlier_claims(earlier, knowledge)
        self._has_earlier = bool(earlier)
        self._names = Names(knowledge, {})

    def verdicts(self, record: Record) -> Iterator[Verdict]:
        """The verdicts on a record's figures."""
        for figure in record.figures:
            if self._series is not None:
                yield self.by_series(record.document.id, record.document.published, figure, self._series)
            if self._has_earlier:
                claim = claim_of(figure, self._knowledge)
                found = reported_earlier(claim, record, self._known)
                why = None if found else why_no_earlier(claim, record, self._known)
                yield _verdict(record.document.id, record.document.published, claim, "records", found, why)

    def by_series(self, document: str, published: str | None, figure: Figure, series: Series) -> Verdict:
        """The verdict on a figure by a series."""
        claim = claim_of(figure, self._knowledge)
        found = self._by_series(claim, series)
        return _verdict(document, published, claim, "series", found, None if found else why_not(claim, series))

    def _by_series(self, claim: Claim, series: Series) -> tuple[Reported, ...]:
        figure = claim.figure
        lines = series.lines(figure.indicator or "", figure.subject or "")
        on = claim.period.iso[:4] if claim.period else None
        return reported_by_series(claim, series, {line.reporter: self._names.shown(line.reporter, on) for line in lines})


def _verdict(
    document: str, published: str | None, claim: Claim, basis: Basis, reported: tuple[Reported, ...], why: str | None
) -> Verdict:
    kind: Kind = mildest(reported) if reported else "cannot be checked"
    return Verdict(
        document=document,
        published=published,
        figure=claim.figure,
        basis=basis,
        measure=claim.measure,
        value=claim.value,
        unit=claim.unit,
        period=claim.period.iso if claim.period else None,
        baseline=claim.baseline.iso if claim.baseline and claim.measure != "level" else None,
        verdict=kind,
        why=why,
        low=claim.low,
        high=claim.high,
        reported=reported,
        told=told(claim, kind, why, reported),
    )
