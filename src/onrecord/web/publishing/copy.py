"""The copy: every page that can be reached from the first, as files."""

from __future__ import annotations

import os
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from fastapi import FastAPI

from onrecord.archive import Archive
from onrecord.check import Series
from onrecord.errors import InputError
from onrecord.tables import Knowledge
from onrecord.web.app import create_app
from onrecord.web.publishing.fetching import fetched
from onrecord.web.publishing.index import index_files
from onrecord.web.publishing.places import followed, links, place_of, relinked
from onrecord.web.settings import Settings

__all__ = ["Published", "publish"]

_MARK = "onrecord-copy.txt"
_POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self' file: 'unsafe-inline'; "
    "script-src 'self' file:; img-src 'self' file:; form-action 'self' file:; base-uri 'none'\">"
)
_MODULE = '<script type="module"'


class Published(NamedTuple):
    """How many files were written, and of how many bytes."""

    files: int
    bytes: int


def publish(
    archive: Archive,
    folder: Path,
    knowledge: Knowledge,
    address: str | None = None,
    findings: bool = True,
    series: Series | None = None,
) -> Published:
    """Writes the reading pages of an archive to ``folder``, each file beside its place and then moved there.

    ``address`` is where the copy will stand: feeds need it, and are left out without it. ``findings`` writes a page for each
    finding as well. Raises ``InputError`` where the folder holds something else.
    """
    _checked(folder)
    settings = Settings(host="0.0.0.0", strangers_read=True, static=True)  # noqa: S104 - nothing is listened on
    app = create_app(archive, settings, knowledge, series)
    total = files = 0
    for place, body in _written(app, archive, address, findings):
        total += _put(folder / place, body)
        files += 1
    return Published(files, total)


def _written(app: FastAPI, archive: Archive, address: str | None, findings: bool) -> Iterator[tuple[str, bytes]]:
    """Every page that can be reached by links from the first, and the index of the search."""
    yield _MARK, b"A copy made by onrecord publish. It is written anew as a whole.\n"

    def kept(link: str) -> bool:
        return followed(link) and (bool(address) or not _is_feed(link)) and (findings or not link.startswith("/findings/"))

    seen, waiting = {"/", "/search"}, deque(["/", "/search"])
    while waiting:
        each = waiting.popleft()
        status, media, body = fetched(app, each, address or "http://localhost")
        if status != 200:
            continue
        if media.startswith("text/html"):
            html = body.decode("utf-8")
            new = [link for link in links(html) if link not in seen and kept(link)]
            seen.update(new)
            waiting.extend(new)
            body = _still(html, each, kept)
        yield place_of(each), body
    yield from index_files(archive)


def _is_feed(link: str) -> bool:
    return link.partition("?")[0].endswith(".atom")


def _still(html: str, address: str, kept: Callable[[str], bool]) -> bytes:
    """A page as a file: links that lead to files, scripts that a browser runs from a disk, and the policy in the page itself."""
    html = relinked(html, address, kept)
    html = html.replace(_MODULE, "<script defer").replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n{_POLICY}', 1)
    return html.encode("utf-8")


def _checked(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file: name a folder to write to")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / _MARK).is_file():
        raise InputError(f"{folder} holds something else: name an empty folder, or one that holds an earlier copy")


def _put(path: Path, body: bytes) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        os.chmod(name, 0o644)  # noqa: PTH101 - mkstemp makes files that only their owner reads
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    return len(body)
