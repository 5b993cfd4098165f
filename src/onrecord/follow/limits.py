"""How much is asked of a site, how often, and how much of what it answers is taken."""

from __future__ import annotations

__all__ = [
    "AGAIN_AFTER",
    "BACK_OFF",
    "DELAY",
    "LONGEST_DELAY",
    "MAPS",
    "MAP_DAYS",
    "MAP_DEPTH",
    "PAGES",
    "PATIENCE",
    "REFUSED_SECONDS",
    "ROBOTS_BYTES",
    "ROBOTS_SECONDS",
]

_HOUR, _DAY = 3_600.0, 86_400.0

DELAY = 5.0
"""Seconds between the end of one request to a host and the next, where neither its robots.txt nor the source says more."""

LONGEST_DELAY = 600.0
"""Seconds; a longer delay that a robots.txt asks for is kept to so much."""

BACK_OFF = (10.0, 60.0)
"""Seconds before a request that failed is made again, and again. The same each time, so that a run can be foreseen."""

PATIENCE = 120.0
"""Seconds; where a server asks to wait longer, its host is left alone until then, in later passes too."""

ROBOTS_BYTES = 512_000
"""Bytes of a robots.txt (RFC 9309 asks for at least 500 KiB)."""

ROBOTS_SECONDS = _DAY
"""Seconds for which a robots.txt holds (RFC 9309: at most a day)."""

REFUSED_SECONDS = 7 * _DAY
"""Seconds after which a page that may not be asked, or is no report, is asked again."""

PAGES = 100
"""Pages asked of one source in one pass, unless the user says otherwise."""

MAPS = 50
"""Sitemaps of one source read in one pass."""

MAP_DEPTH = 3
"""How deep indexes of sitemaps may be nested."""

MAP_DAYS = 30
"""Days; pages that a sitemap says were last changed longer ago are not begun with."""

AGAIN_AFTER = ((_DAY, _HOUR), (7 * _DAY, 6 * _HOUR), (30 * _DAY, _DAY), (365 * _DAY, 7 * _DAY), (float("inf"), 30 * _DAY))
"""For pages known for less than so many seconds, after how many seconds they are looked at again."""
