"""The JSON Schema of what OnRecord writes, told from the types."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from onrecord.model import Changes, Comparison, Record, Talks

__all__ = ["SCHEMAS", "SchemaName", "json_schema"]

SchemaName = Literal["record", "comparison", "changes", "talks"]
SCHEMAS: dict[SchemaName, type[msgspec.Struct]] = {"record": Record, "comparison": Comparison, "changes": Changes, "talks": Talks}


def json_schema(of: SchemaName = "record") -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record, a comparison or talks, as ``to_json`` and the commands write them.

    Raises ``ValueError`` for a name that is not in ``SCHEMAS``.
    """
    if of not in SCHEMAS:
        raise ValueError(f"no schema of {of!r}: choose one of {', '.join(SCHEMAS)}")
    # Through JSON and back: defaults of the types are tuples, which JSON writes as arrays.
    schema = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(SCHEMAS[of])))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"OnRecord {of}", **schema}
