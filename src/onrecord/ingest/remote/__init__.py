"""Reports at web addresses: which addresses may be asked, and what they answer.

:func:`fetch` asks; :class:`Fetched` is what came. :class:`Fetcher` also asks one request at a time and gives its
:class:`Answer`. Only addresses of the public internet are ever connected to: see ``onrecord.ingest.remote.guard``.
"""

from __future__ import annotations

from onrecord.ingest.remote.fetch import Answer, Fetched, Fetcher, fetch, names_address

__all__ = ["Answer", "Fetched", "Fetcher", "fetch", "names_address"]
