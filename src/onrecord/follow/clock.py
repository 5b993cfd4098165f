"""The time of day, time that passes, and waiting: one thing, so that tests need not wait."""

from __future__ import annotations

import time
from datetime import UTC, datetime

__all__ = ["Clock", "moment"]


class Clock:
    """The machine's clock."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        return time.time()

    def passed(self) -> float:
        """Seconds since some moment, never set back."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def moment(seconds: float) -> str:
    """A time of day as ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
