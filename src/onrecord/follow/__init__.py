"""Following the sites of publishers: which pages are new, which were changed, which are gone.

:class:`Watch` goes over the :func:`sources` that a knowledge names, once or again and again, and gives an :class:`Event` for
whatever is worth telling. What it fetches it hands to a ``Keep``, a function that keeps a document and says what stood at its
address before: this package knows no archive. What it has asked, and when each address is to be asked again, it keeps in a
:class:`State`, a small SQLite file.

Sites are asked as a guest asks: by robots.txt, one request at a time and not too soon after another, with what is needed to
be told "not modified", and later where the site says later.
"""

from __future__ import annotations

from onrecord.follow.clock import Clock
from onrecord.follow.events import Event, Kept, Tally
from onrecord.follow.sources import Source, sources
from onrecord.follow.state import State
from onrecord.follow.warc import WarcFolder
from onrecord.follow.watch import Watch

__all__ = ["Clock", "Event", "Kept", "Source", "State", "Tally", "WarcFolder", "Watch", "sources"]
