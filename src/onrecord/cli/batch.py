"""``onrecord run``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.checks import choice
from onrecord.cli.messages import FAILED, guarded
from onrecord.cli.options import KnowledgeFolders, Quiet

__all__ = ["run_"]

_Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT", help="Web archives (WARC, also .gz, .zst, .lz4), reports, JSONL, folders of these."),
]
_Output = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder for records, ledger and duplicates.")]
_Engine = Annotated[str, choice(("local", "ray"), "--engine", help="Where workers run: local processes, or a Ray cluster.")]
_Address = Annotated[
    str | None,
    typer.Option("--address", metavar="ADDRESS", help="The Ray cluster's: auto, or host:port. By default, this machine."),
]
_Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", metavar="N", min=1, max=4096, help="How many workers: by default 1, on Ray one a core."),
]
_All = Annotated[bool, typer.Option("--all", help="Read every page of web archives, not only those that may report talks.")]
_Size = Annotated[int, typer.Option("--shard", metavar="MB", min=1, max=100_000, help="Megabytes of a web archive to a shard.")]
_Retries = Annotated[
    int, typer.Option("--retries", metavar="N", min=0, max=100, help="Further tries of a shard whose worker died.")
]
_Deadline = Annotated[int, typer.Option("--deadline", metavar="SECONDS", min=1, help="What one try of a shard may take.")]


def run_(
    inputs: _Inputs,
    output: _Output,
    engine: _Engine = "local",
    address: _Address = None,
    jobs: _Jobs = None,
    everything: _All = False,
    shard: _Size = 32,
    retries: _Retries = 3,
    deadline: _Deadline = 3_600,
    knowledge: KnowledgeFolders = None,
    quiet: Quiet = False,
) -> None:
    """Read web archives and folders by many workers, into Parquet. Run again, it does only what is left."""
    with guarded():
        from onrecord.cli.batching import Batch, run_batch

        size = shard * 1_000_000
        asked = Batch(
            tuple(inputs), output, engine, address, jobs, everything, size, retries, deadline, tuple(knowledge or ()), quiet
        )
        whole = run_batch(asked)
    raise typer.Exit(0 if whole else FAILED)
