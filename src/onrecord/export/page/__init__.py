"""A record as HTML: the report with marked findings at the left, the record at the right, each linked to the other.

:func:`page` gives a self-contained page, :func:`fragment` the same without the page around it, :func:`embedded` the article for a
page that has the style already. Nothing in them asks the network for anything or runs a script; all that comes from the report is
escaped. The text content of the element with the class ``report`` is ``Document.text``, character for character: labels stand in
attributes.
"""

from __future__ import annotations

from onrecord.export.page.render import embedded, environment, fragment, page, stylesheet

__all__ = ["embedded", "environment", "fragment", "page", "stylesheet"]
