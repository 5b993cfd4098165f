"""Hostile words in an archive: every shared payload line as title, name, place and statement, on all pages, feeds and sheets.

``python -m bench.hostile [N]`` makes an archive of a report for each line of ``data/hostile`` of the shared data (with a number:
for every Nth), asks its site for the pages that show them, and looks with an HTML5 parser for what could act; reads feeds as
XML and sheets as CSV; and opens pages in Chromium, where there is one, counting dialogs and requests to elsewhere. It writes
``results/hostile.json``.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import msgspec

from bench import golden, results, shared
from onrecord.archive import Archive, open_archive
from onrecord.model import Record, Span
from onrecord.tables import load

__all__ = ["active", "addresses", "fill", "hostile_record", "lines", "run_cells", "sheets", "unsafe_feed"]

_EXAMPLE = "linmouth-sarelia"
_FREE = frozenset(("title", "publisher", "place", "name", "role", "venue", "city", "subject", "unit", "why", "language"))
"""Fields that hold words of a report or of its source, or could."""
_REFERENCES = frozenset(("id", "statement", "restates", "inherited_from"))
_SCHEMES = ("http", "https", "mailto", "")
_BANNED = (
    "iframe",
    "object",
    "embed",
    "base",
    "frame",
    "applet",
    "marquee",
    "math",
    "foreignobject",
    "animate",
    "set",
    "img",
    "video",
)
_ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "data", "srcset", "poster", "ping")
_SCHEME = re.compile(r"[\s\x00-\x20]*([A-Za-z][A-Za-z0-9+.\-\s]{0,40}):")
_RUN = ("=", "+", "-", "@", "\t", "\r")
_BROWSER_PAGES = 130
_FINDING_EACH = 10
_APART = 9


def lines(folder: Path) -> list[str]:
    """The payload lines and naughty strings of the shared data, each once."""
    found = json.loads((folder / "blns" / "blns.json").read_text(encoding="utf-8"))
    for path in sorted((folder / "payloads" / "xss").glob("*.txt")):
        found += path.read_text(encoding="utf-8", errors="replace").splitlines()
    plain = (line.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8") for line in found)
    return list(dict.fromkeys(line for line in plain if line.strip()))


def hostile_record(record: Record, line: str, number: int) -> Record:
    """A record in which every word of a report is the line; its ids and days are its own, so that it stays apart from others."""
    changed: Record = _changed(record, line, number)
    # Days so far apart that no two are taken for the same talks.
    day = (datetime.date(1930, 1, 1) + datetime.timedelta(days=_APART * number)).isoformat()
    document = msgspec.structs.replace(
        changed.document,
        text=f"{line}\n\nSheet {number}.",
        sha256=f"{number:064x}",
        url=line,
        published=day,
        origin=None,
        furniture=(),
    )
    meetings = tuple(msgspec.structs.replace(m, date=day, date_inferred=None) for m in changed.meetings)
    return msgspec.structs.replace(changed, document=document, meetings=meetings)


def _changed(value: Any, line: str, number: int) -> Any:
    if isinstance(value, Span):
        return Span(0, len(line), line)
    if isinstance(value, tuple):
        return tuple(_changed(item, line, number) for item in value)
    if isinstance(value, msgspec.Struct) and type(value).__name__ != "Versions":
        fields = {name: _field(name, getattr(value, name), line, number) for name in value.__struct_fields__}
        return type(value)(**fields)
    return value


def _field(name: str, value: Any, line: str, number: int) -> Any:
    if name in _FREE and (isinstance(value, str) or name == "title"):
        return line
    if name in _REFERENCES and isinstance(value, str):
        return f"{value}-{number}"
    return _changed(value, line, number)


def fill(archive: Archive, given: Sequence[str]) -> list[Record]:
    """Add a report for each line; its id is that of the example with the line's number."""
    from onrecord.read import read_documents

    (example,) = read_documents([golden.documents()[_EXAMPLE]], load(golden.EXAMPLES / "knowledge"))
    made = [hostile_record(example, line, number) for number, line in enumerate(given)]
    for record in made:
        archive.add(record)
    return made


def addresses(records: Sequence[Record]) -> Iterator[str]:
    """Pages that show all of the records: lists in every form that they have, and each report by itself."""
    from onrecord.web.pages.asked import PER_PAGE

    for offset in range(0, len(records), PER_PAGE):
        for name in ("/reports", "/talks", "/people", "/claims", "/pledges", "/search"):
            for form in ("", ".csv", ".atom"):
                yield f"{name}{form}?offset={offset}" + ("&q=a" if name == "/search" else "")
    for number, record in enumerate(records):
        yield f"/reports/{record.document.id}"
        if number % _FINDING_EACH == 0:
            yield f"/findings/{record.document.id}/{record.statements[0].id}"


def active(html: str) -> list[str]:
    """What on a page could act, by an HTML5 parser: elements, handlers, addresses of a scheme that runs, scripts not ours."""
    html5 = import_module("resiliparse.parse.html")
    found = []
    # Kept while its nodes are looked at: they lie in it.
    tree = html5.HTMLTree.parse(html)
    for node in (node for node in tree.document if node.type == html5.NodeType.ELEMENT):
        if node.tag in _BANNED:
            found.append(f"<{node.tag}>")
        for name in node.attrs:
            value = node.getattr(name) or ""
            if _acts(name, value):
                found.append(f"{node.tag} {name}={value[:40]}")
        if node.tag == "script" and node.text.strip() and not _is_data(node.getattr("type"), node.text):
            found.append(f"a script: {node.text[:40]}")
    return found


def _is_data(kind: str | None, text: str) -> bool:
    """Whether a script element holds data: JSON to its end, which its own end mark did not cut."""
    try:
        json.loads(text)
    except ValueError:
        return False
    return kind in ("application/json", "application/ld+json")


def _acts(name: str, value: str) -> bool:
    """Whether an attribute is a handler, loads something, or leads to an address of a scheme that runs."""
    if name.startswith("on") or (name == "style" and "url(" in value) or (name == "http-equiv" and "refresh" in value.lower()):
        return True
    scheme = _SCHEME.match(value) if name in _ADDRESSES else None
    return scheme is not None and "".join(scheme[1].split()).lower() not in _SCHEMES


def unsafe_feed(xml: bytes) -> list[str]:
    """What is wrong with a feed: not well formed, elements that are none of Atom's, addresses of a scheme that runs."""
    from lxml import etree

    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return [str(error)]
    found = []
    for node in root.iter():
        if not str(node.tag).startswith("{http://www.w3.org/2005/Atom}"):
            found.append(f"the element {node.tag}")
        scheme = _SCHEME.match(node.get("href", ""))
        if scheme and scheme[1].lower() not in _SCHEMES:
            found.append(f"an address {node.get('href')[:40]}")
        if node.get("type") in ("html", "xhtml"):
            found.append("text as markup")
    return found


def run_cells(sheet: str) -> list[str]:
    """Cells that a spreadsheet would run: text that begins as a formula does."""
    rows = csv.reader(io.StringIO(sheet.removeprefix("\ufeff"), newline=""))
    return [cell[:60] for row in rows for cell in row if cell.startswith(_RUN) and not _is_number(cell)]


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?[0-9][0-9.eE+\-]*", cell) is not None


def sheets(records: Iterable[Record], folder: Path) -> Iterator[tuple[str, str]]:
    """All sheets that exports write of records, by name."""
    from onrecord.export import Options, get_format
    from onrecord.export.sets import get_set

    held = list(records)
    for name in ("csv", "meetings"):
        form = get_format(name)
        yield name, "".join(form.stream(held, Options(several=True)))
    for record in held[:200]:
        yield from get_format("csv").each_file(record, Options())
    (folder / "package").mkdir()
    get_set("package").write(held, folder / "package")
    for path in sorted((folder / "package").glob("*.csv")):
        yield path.name, path.read_text(encoding="utf-8")


def looked_at(archive: Archive, records: Sequence[Record]) -> dict[str, Any]:
    """Ask the site for every address and look at what comes."""
    from starlette.testclient import TestClient

    from onrecord.web import Settings, create_app

    site = TestClient(create_app(archive, Settings(), archive.knowledge), base_url="http://localhost")
    count: dict[str, int] = dict.fromkeys(("pages", "feeds", "sheets"), 0)
    wrong: list[str] = []
    for address in addresses(records):
        answer = site.get(address)
        kind = answer.headers.get("content-type", "")
        if answer.status_code != 200:
            wrong += [f"{address}: {answer.status_code}"] if answer.status_code >= 500 else []
        elif kind.startswith("text/html"):
            count["pages"] += 1
            wrong += [f"{address}: {what}" for what in active(answer.text)]
        elif "atom" in kind:
            count["feeds"] += 1
            wrong += [f"{address}: {what}" for what in unsafe_feed(answer.content)]
        elif kind.startswith("text/csv"):
            count["sheets"] += 1
            wrong += [f"{address}: {what}" for what in run_cells(answer.text)]
    return {**count, "wrong": wrong}


def in_chromium(archive: Archive, records: Sequence[Record], program: str) -> dict[str, Any]:
    """Open pages, the policy set aside so that only escaping keeps them inert; count dialogs, requests elsewhere and faults."""
    import uvicorn

    from onrecord.web import Settings, create_app

    app = create_app(archive, Settings(), archive.knowledge)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    lists = [a for a in addresses(records) if ".csv" not in a and ".atom" not in a]
    chosen = [*lists[: _BROWSER_PAGES // 2], *lists[:: max(1, 2 * len(lists) // _BROWSER_PAGES)]]
    try:
        return _opened(chosen, f"http://127.0.0.1:{port}", program)
    finally:
        server.should_exit = True


def _opened(chosen: Sequence[str], base: str, program: str) -> dict[str, Any]:
    playwright = cast(Any, import_module("playwright.sync_api"))
    count: dict[str, int] = dict.fromkeys(("opened", "dialogs", "requests_elsewhere"), 0)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(bypass_csp=True).new_page()

        def asked(route: Any) -> None:
            own = route.request.url.startswith(base)
            count["requests_elsewhere"] += not own
            (route.continue_ if own else route.abort)()

        def shown(dialog: Any) -> None:
            count["dialogs"] += 1
            dialog.dismiss()

        page.route("**/*", asked)
        page.on("dialog", shown)
        for address in chosen:
            page.goto(base + address, wait_until="load", timeout=120_000)
            count["opened"] += 1
        browser.close()
    return count


def main() -> None:
    """Measure, print, write; ends with 1 where anything could act."""
    folder = shared.folder()
    if folder is None:
        raise SystemExit(shared.NO_DATA)
    given = lines(folder / "data" / "hostile")
    whole = len(given)
    given = given[:: int(sys.argv[1])] if len(sys.argv) > 1 else given
    program = os.environ.get("ONRECORD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with (
        tempfile.TemporaryDirectory() as name,
        open_archive(Path(name) / "hostile.db", load(golden.EXAMPLES / "knowledge")) as archive,
    ):
        records = fill(archive, given)
        found = {"lines": len(given), "of": whole, **looked_at(archive, records)}
        found["exported_sheets_run"] = [f"{n}: {c}" for n, s in sheets(records, Path(name)) for c in run_cells(s)]
        found["chromium"] = in_chromium(archive, records, program) if program else "not there"
    results.write("hostile", found)
    print(results.table("hostile"))
    bad = found["wrong"] or found["exported_sheets_run"]
    if bad or (program and (found["chromium"]["dialogs"] or found["chromium"]["requests_elsewhere"])):
        sys.exit(1)


if __name__ == "__main__":
    main()
