"""What a site's robots.txt (RFC 9309) lets us ask."""

from __future__ import annotations

from typing import Any

from onrecord.errors import ModelMissing
from onrecord.follow.limits import LONGEST_DELAY

__all__ = ["AGENT", "Rules"]

AGENT = "OnRecord"
"""The name by which a robots.txt can address us."""


class Rules:
    """The rules of one robots.txt. An empty one forbids nothing. Raises ``ModelMissing`` where protego is not installed."""

    def __init__(self, text: str) -> None:
        try:
            from protego import Protego
        except ImportError as error:
            raise ModelMissing("protego is not installed: pip install 'onrecord[crawl]'") from error
        self._rules: Any = Protego.parse(text.replace("\x00", ""))

    def allow(self, url: str) -> bool:
        """Whether an address may be asked."""
        return bool(self._rules.can_fetch(url, AGENT))

    def delay(self) -> float:
        """Seconds that the site asks to be left between requests."""
        asked = self._rules.crawl_delay(AGENT) or 0.0
        rate = self._rules.request_rate(AGENT)
        if rate is not None and rate.requests:
            asked = max(asked, rate.seconds / rate.requests)
        # What is no number ("nan") is not greater than anything.
        return min(float(asked), LONGEST_DELAY) if asked > 0 else 0.0
