"""Workers as Ray actors, on one machine or on a cluster. The folder of the job must be one that all nodes see."""

from __future__ import annotations

import logging
import os
import time
from typing import Any

from onrecord.batch.engine import Event, Outcome, Task
from onrecord.batch.worker import read_shard, warm
from onrecord.errors import ModelMissing, OnRecordError

__all__ = ["RayEngine"]

_PATIENCE = 300.0
"""Seconds within which the first worker must be ready."""


class _Actor:
    """One worker: an actor that holds the models."""

    def __init__(self, folders: tuple[str, ...]) -> None:
        self._folders = folders

    def ready(self) -> Outcome | None:
        """Load the models; null where that went well."""
        try:
            warm(self._folders)
        except OnRecordError as error:
            return Outcome(str(error), fatal=True)
        return None

    def work(self, task: Task) -> Outcome:
        """Read a shard."""
        return read_shard(task)


class RayEngine:
    """``jobs`` actors of one core each; without, one for each core of the cluster."""

    def __init__(self, jobs: int | None, folders: tuple[str, ...], address: str | None) -> None:
        self._ray = _connected(address)
        self.jobs = jobs or max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        self._folders = folders
        self._actor = self._ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(_Actor)
        self._asked: dict[Any, tuple[Any, str]] = {}
        self._began, self._any = time.monotonic(), False

    def start(self) -> Any:
        """Ask for an actor. Where no core is free it waits for one, and others work on."""
        actor = self._actor.remote(self._folders)
        self._asked[actor.ready.remote()] = (actor, "ready")
        return actor

    def submit(self, worker: Any, task: Task) -> None:
        """Give a task to an actor."""
        self._asked[worker.work.remote(task)] = (worker, "done")

    def wait(self, seconds: float) -> list[Event]:
        """What actors answered. Raises ``OnRecordError`` where no actor is given a place for long."""
        if not self._asked:
            time.sleep(min(seconds, 0.1))
            return []
        done, _ = self._ray.wait([*self._asked], num_returns=1, timeout=seconds)
        if not done and not self._any and time.monotonic() - self._began > _PATIENCE:
            raise OnRecordError("no node of the cluster took a worker: see with `ray status` that it has free cores")
        return [self._event(ref) for ref in done]

    def _event(self, ref: Any) -> Event:
        worker, what = self._asked.pop(ref)
        try:
            answer: Outcome | None = self._ray.get(ref)
        except self._ray.exceptions.RayTaskError as error:
            last = str(error).strip().splitlines()[-1][:300]
            return Event(worker, "done", Outcome(f"a worker failed ({last}): see that all nodes have the same OnRecord"))
        except self._ray.exceptions.RayError:
            return Event(worker, "died")
        self._any = True
        return Event(worker, "ready") if what == "ready" and answer is None else Event(worker, "done", answer)

    def kill(self, worker: Any) -> None:
        """End an actor."""
        self._asked = {ref: each for ref, each in self._asked.items() if each[0] is not worker}
        self._ray.kill(worker)

    def close(self) -> None:
        """Leave the cluster; its actors end with this job."""
        self._ray.shutdown()


def _connected(address: str | None) -> Any:
    try:
        import ray
    except ImportError as error:
        raise ModelMissing("Ray is not installed: pip install 'onrecord[cluster]', or say --engine local") from error
    # Tells nobody that Ray is used.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        # A dashboard would listen on a port that nobody asked for.
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, include_dashboard=None if address else False)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        what = " ".join(str(error).split())[:200]
        raise OnRecordError(f"Ray cannot be reached or started ({what}): check --address and that ray start ran there") from error
    return ray
