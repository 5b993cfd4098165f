"""What runs tasks: a pool of workers that hold the models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol

from onrecord.batch.plan import Shard

__all__ = ["Engine", "Event", "Limits", "Outcome", "Task"]


@dataclass(frozen=True, slots=True)
class Limits:
    """``retries``: how often a shard is tried again after its worker died. ``seconds``: for one try of a shard."""

    retries: int = 3
    seconds: float = 3_600.0


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to be read into the folder ``home``. ``alone``: one document at a time, to see which one kills the worker."""

    key: str
    shard: Shard
    home: str
    folders: tuple[str, ...]
    everything: bool
    version: str
    alone: bool = False
    deadly: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: null, or why it failed. ``fatal``: so will every other (a missing model, a full disk)."""

    error: str | None = None
    fatal: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A worker is ``ready`` for its first task, has ``done`` its task, or has ``died``."""

    worker: Any
    kind: Literal["ready", "done", "died"]
    outcome: Outcome | None = None


class Engine(Protocol):
    """Workers are anything hashable. Every worker that is started is heard of: ``ready``, or ``died``."""

    jobs: int

    def start(self) -> Any:
        """Start a worker."""

    def submit(self, worker: Any, task: Task) -> None:
        """Give a task to a worker that is ready."""

    def wait(self, seconds: float) -> list[Event]:
        """What happened; nothing where nothing did within so many seconds."""

    def kill(self, worker: Any) -> None:
        """End a worker. It is not heard of again."""

    def close(self) -> None:
        """End all workers."""
