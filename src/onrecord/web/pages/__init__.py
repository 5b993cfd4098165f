"""The pages, a file for each kind."""

from __future__ import annotations

from fastapi import APIRouter

from onrecord.web.pages import directory, home, report, reports, review, session, talks, versions

__all__ = ["ROUTERS"]

_PAGES = (home, talks, reports, directory, versions, report, review, session)
ROUTERS: tuple[APIRouter, ...] = tuple(each.ROUTER for each in _PAGES)
"""The routers of all pages, in the order in which addresses are looked up."""
