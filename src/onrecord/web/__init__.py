"""The pages and the API over an archive: :func:`create_app` gives an ASGI application."""

from __future__ import annotations

from onrecord.web.app import create_app
from onrecord.web.settings import Settings

__all__ = ["Settings", "create_app"]
