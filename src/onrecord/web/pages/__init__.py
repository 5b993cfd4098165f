"""The pages, a file for each kind."""

from __future__ import annotations

from fastapi import APIRouter

from onrecord.web.pages import (
    api_docs,
    claims,
    directory,
    follow,
    home,
    pledges,
    report,
    reports,
    review,
    search,
    session,
    talks,
    versions,
)

__all__ = ["ROUTERS"]

_PAGES = (api_docs, home, talks, reports, directory, follow, claims, pledges, search, versions, report, review, session)
ROUTERS: tuple[APIRouter, ...] = tuple(each.ROUTER for each in _PAGES)
"""The routers of all pages, in the order in which addresses are looked up."""
