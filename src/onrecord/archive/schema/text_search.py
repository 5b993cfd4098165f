"""Full-text search: FTS5 tables beside the tables in SQLite, generated columns with GIN indexes in PostgreSQL.

Both stem as English (Porter), fold case and diacritics, and leave no word out. In SQLite ``statements_fts`` (text) and
``documents_fts`` (title, text) are indexes with external content, kept by triggers, whose ``rowid`` is ``key``. In PostgreSQL the
columns ``statements.search`` and ``documents.search`` (title weighs A, text D) are made with the configuration ``onrecord``.
"""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["INDEXED", "postgresql_ddl", "sqlite_ddl"]

INDEXED: dict[str, tuple[str, ...]] = {"statements": ("text",), "documents": ("title", "text")}


def sqlite_ddl() -> Iterator[str]:
    """The statements that set up the FTS5 tables and the triggers that keep them."""
    for table, columns in INDEXED.items():
        named = ", ".join(columns)
        index = f"{table}_fts"
        new, old = (", ".join(f"{row}.{c}" for c in columns) for row in ("new", "old"))
        added = f"INSERT INTO {index}(rowid, {named}) VALUES (new.key, {new});"  # noqa: S608 - names of ours
        gone = f"INSERT INTO {index}({index}, rowid, {named}) VALUES ('delete', old.key, {old});"  # noqa: S608
        yield (
            f"CREATE VIRTUAL TABLE {index} USING fts5({named}, content='{table}', content_rowid='key', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        )
        yield f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {added} END"
        yield f"CREATE TRIGGER {index}_gone AFTER DELETE ON {table} BEGIN {gone} END"
        yield f"CREATE TRIGGER {index}_changed AFTER UPDATE OF {named} ON {table} BEGIN {gone} {added} END"


def postgresql_ddl(unaccent: bool) -> Iterator[str]:
    """The statements that set up configuration, columns and indexes. ``unaccent``: whether that extension is at hand."""
    yield "CREATE TEXT SEARCH DICTIONARY onrecord_stem (TEMPLATE = snowball, Language = english)"
    yield "CREATE TEXT SEARCH CONFIGURATION onrecord (COPY = simple)"
    if unaccent:
        yield "CREATE EXTENSION IF NOT EXISTS unaccent"
    through = "unaccent, onrecord_stem" if unaccent else "onrecord_stem"
    kinds = "asciiword, asciihword, hword_asciipart, word, hword, hword_part"
    yield f"ALTER TEXT SEARCH CONFIGURATION onrecord ALTER MAPPING FOR {kinds} WITH {through}"
    yield _VECTOR
    yield "ALTER TABLE statements ADD COLUMN search tsvector GENERATED ALWAYS AS (onrecord_vector(text)) STORED"
    yield (
        "ALTER TABLE documents ADD COLUMN search tsvector GENERATED ALWAYS AS ("
        "setweight(onrecord_vector(coalesce(title, '')), 'A') || setweight(onrecord_vector(text), 'D')) STORED"
    )
    for table in INDEXED:
        yield f"CREATE INDEX ix_{table}_search ON {table} USING gin (search)"


# A tsvector holds a megabyte: of a text with more different words than that, the beginning is indexed.
_VECTOR = """
CREATE FUNCTION onrecord_vector(words text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN to_tsvector('public.onrecord', words);
EXCEPTION WHEN program_limit_exceeded THEN
  RETURN to_tsvector('public.onrecord', left(words, 200000));
END $$
"""
