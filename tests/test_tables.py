"""Tables of knowledge: how they are read, merged and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import KnowledgeError
from onrecord.tables import BUNDLED, load, with_columns


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_comments_blank_lines_and_blanks_around_cells_do_not_matter(tmp_path: Path) -> None:
    own = _write(tmp_path, "made.csv", '# about\n name , code\n\nArden , XA\n"Velland, East", XV\n')
    assert load(own).rows("made.csv") == ({"name": "Arden", "code": "XA"}, {"name": "Velland, East", "code": "XV"})


def test_a_user_s_rows_come_first(tmp_path: Path) -> None:
    own = _write(tmp_path, "bodies.csv", "name,kind\nCouncil of Arden,organ\n")
    rows = load(own).rows("bodies.csv")
    assert rows[0]["name"] == "Council of Arden"
    assert len(rows) > 1


def test_an_empty_table_has_no_rows(tmp_path: Path) -> None:
    assert load(_write(tmp_path, "made.csv", "")).rows("made.csv") == ()
    assert load(tmp_path).rows("nothing.csv") == ()


@pytest.mark.parametrize("row", ["Arden", "Arden,XA,more"])
def test_a_row_of_another_length_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(KnowledgeError, match=r"row 2 does not have the columns"):
        load(_write(tmp_path, "made.csv", f"name,code\n{row}\n")).rows("made.csv")


def test_a_missing_column_is_named() -> None:
    with pytest.raises(KnowledgeError, match="no column 'code'"):
        with_columns(({"name": "Arden"},), "countries.csv", "name", "code")


def test_a_user_s_words_extend_and_replace(tmp_path: Path) -> None:
    own = _write(tmp_path, "names.toml", '[patronymics]\nendings = ["oray"]\n')
    endings = load(own).toml("names.toml")["patronymics"]["endings"]
    assert endings[0] == "oray"
    assert endings[1:] == load().toml("names.toml")["patronymics"]["endings"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no knowledge folder"):
        load(tmp_path / "nowhere")


@pytest.mark.parametrize("path", sorted(BUNDLED.rglob("*.csv")), ids=lambda p: p.name)
def test_every_bundled_table_is_explained_and_read(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("#")
    assert load().rows(str(path.relative_to(BUNDLED)))
