"""Pages that a site lists: in a feed, in a sitemap, or in links on a page. All this runs in the parsing process.

:data:`FORMS` are the forms of a job; :func:`read` gives the links, none of which is followed here.
"""

from __future__ import annotations

from onrecord.ingest.listing.forms import FORMS, read

__all__ = ["FORMS", "read"]
