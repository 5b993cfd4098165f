"""Many documents: web archives and folders of reports, in shards, by worker processes here or on a Ray cluster.

:func:`run` reads what is left of a job and says what came of all of it. Killed workers, nodes or drivers lose nothing and double
nothing: a shard's records are one Parquet file, written beside and renamed, and a ledger says which shards are done.
"""

from __future__ import annotations

from onrecord.batch.driver import Job, Summary, run
from onrecord.batch.engine import Limits

__all__ = ["Job", "Limits", "Summary", "run"]
