"""CSV tables in a Frictionless data package: ``datapackage.json`` says what each column holds and how the tables hang together.

Cells are made harmless for spreadsheets, as everywhere in OnRecord's CSV: see ``onrecord.export.spreadsheet``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from onrecord.export.relations import Relation, relations, rows_of
from onrecord.export.sets.base import Set
from onrecord.export.spreadsheet import csv_line
from onrecord.model import Record

__all__ = ["SET", "descriptor", "write"]


def write(records: Iterable[Record], folder: Path) -> int:
    """A CSV for each table, and the descriptor."""
    count = 0
    with ExitStack() as open_files:
        files = {}
        for table in relations():
            files[table.name] = open_files.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
            files[table.name].write(csv_line(table.columns))
        for record in records:
            count += 1
            rows = rows_of(record)
            for table in relations():
                files[table.name].writelines(csv_line(row.get(c) for c in table.columns) for row in rows[table.name])
    text = json.dumps(descriptor(), indent=2, ensure_ascii=False)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")
    return count


def descriptor() -> dict[str, Any]:
    """The data package's descriptor."""
    return {
        "profile": "tabular-data-package",
        "name": "onrecord",
        "title": "Records of official reports of talks",
        "description": "Findings with the characters of the report's text that they were read from; offsets are code points. "
        "A text that a spreadsheet would run as a formula has an apostrophe before it.",
        "resources": [_resource(table) for table in relations()],
    }


def _resource(table: Relation) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "doubleQuote": True, "header": True, "lineTerminator": "\r\n"},
        "schema": _schema(table),
    }


def _schema(table: Relation) -> dict[str, Any]:
    fields: list[dict[str, Any]] = []
    for name, kind in table.columns.items():
        field: dict[str, Any] = {"name": name, "type": kind}
        if kind == "boolean":
            field |= {"trueValues": ["True"], "falseValues": ["False"]}
        if name in table.key:
            field["constraints"] = {"required": True}
        fields.append(field)
    references = [{"fields": [*r.columns], "reference": {"resource": r.table, "fields": [*r.to]}} for r in table.references]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": [*table.key], "missingValues": [""]}
    return {**schema, "foreignKeys": references} if references else schema


SET = Set("CSV tables with a Frictionless data package", write)
