"""What ``onrecord run`` does with what it was asked."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.messages import complain
from onrecord.cli.run import own_folders
from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from onrecord.batch import Summary
    from onrecord.batch.engine import Engine

__all__ = ["Batch", "run_batch"]

_TOLD = 20
"""Failures that are told one by one; the ledger has all."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What was asked."""

    inputs: tuple[str, ...]
    output: Path
    engine: str
    address: str | None
    jobs: int | None
    everything: bool
    shard_bytes: int
    retries: int
    seconds: float
    knowledge: tuple[Path, ...]
    quiet: bool


def run_batch(asked: Batch) -> bool:
    """Whether all was read: nothing damaged, failed or given up."""
    from onrecord.batch import Job, Limits, run

    if asked.address is not None and asked.engine != "ray":
        raise OnRecordError("--address is a Ray cluster's: say --engine ray with it")
    folders = own_folders(asked.knowledge)
    limits = Limits(asked.retries, asked.seconds)
    job = Job(asked.inputs, asked.output, folders, asked.everything, asked.shard_bytes, limits)
    try:
        summary = run(job, lambda: _engine(asked, folders), None if asked.quiet else _shown)
    except OSError as error:
        where = error.filename or asked.output
        raise OnRecordError(f"{where}: {error.strerror or error}: see that the folder can be written and has room") from error
    _tell(summary, asked)
    return not (summary.failures or summary.given_up)


def _engine(asked: Batch, folders: tuple[str, ...]) -> Engine:
    if asked.engine == "ray":
        from onrecord.batch.cluster import RayEngine

        return RayEngine(asked.jobs, folders, asked.address)
    from onrecord.batch.local import LocalEngine

    return LocalEngine(asked.jobs or 1, folders)


def _shown(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {of} shards", end="\n" if done == of else "", file=sys.stderr, flush=True)


def _tell(summary: Summary, asked: Batch) -> None:
    """Failures, then one line of counts."""
    for failure in summary.failures[:_TOLD]:
        complain(failure["why"], failure["name"])
    if len(summary.failures) > _TOLD:
        complain(f"{len(summary.failures) - _TOLD} more failures: see {asked.output / 'ledger'}")
    for name, why in summary.given_up:
        complain(f"given up ({why}): run again to try again", name)
    if not asked.quiet:
        count = summary.count
        counted = ", ".join(f"{count[k]} {k}" for k in sorted(count) if k != "items")
        before = f", {summary.before} of them done before" if summary.before else ""
        complain(f"{summary.shards} shards{before}; {count['items']} items ({counted}); {summary.duplicates} near-duplicates")
