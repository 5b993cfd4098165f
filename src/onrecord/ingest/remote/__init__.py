"""Reports at web addresses: which addresses may be asked, and what they answer.

:func:`fetch` asks; :class:`Fetched` is what came. Only addresses of the public internet are ever connected to: see
``onrecord.ingest.remote.guard``.
"""

from __future__ import annotations

from onrecord.ingest.remote.fetch import Fetched, Fetcher, fetch, names_address

__all__ = ["Fetched", "Fetcher", "fetch", "names_address"]
