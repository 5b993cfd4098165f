"""The ontology of events holds together, and its tables agree with each other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from onrecord.errors import KnowledgeError
from onrecord.lookups.countries import countries
from onrecord.lookups.plover import plover
from onrecord.lookups.topics import contexts
from onrecord.stages.events.lexicon import build
from onrecord.tables import BUNDLED, load

ONTOLOGY = plover(load())
FOLDER = BUNDLED / "languages" / "en" / "events"


def test_there_are_sixteen_types_in_four_classes() -> None:
    assert len(ONTOLOGY.types) == 16
    assert Counter(t.quad for t in ONTOLOGY.types.values()) == {1: 4, 2: 3, 3: 4, 4: 5}


def test_scores_lie_on_the_scale_and_cooperation_is_above_conflict() -> None:
    for kind in ONTOLOGY.types.values():
        assert all(-10 <= score <= 10 for score in (kind.score, *kind.modes.values()))
        assert (kind.score > 0) is (kind.quad in (1, 2))
        assert kind.material is (kind.quad in (2, 4))
    assert ONTOLOGY.score("CONSULT", "visit") == 4
    assert ONTOLOGY.score("CONSULT", None) == ONTOLOGY.score("CONSULT", "nonsense") == 2.5


def test_what_is_to_come_is_another_type() -> None:
    assert ONTOLOGY.types["AID"].future == "AGREE"
    assert ONTOLOGY.types["SANCTION"].future == "THREATEN"
    assert ONTOLOGY.types["REQUEST"].future is None


@pytest.mark.parametrize("table", ["threatened", "asked"])
def test_modes_that_are_derived_are_modes(table: str) -> None:
    modes = ONTOLOGY.types["THREATEN" if table == "threatened" else "REQUEST"].modes
    for key, mode in getattr(ONTOLOGY, table).items():
        kind, _, own = key.partition("-")
        assert mode in modes
        assert not own or own in ONTOLOGY.types[kind].modes


def test_topics_of_statements_are_the_contexts() -> None:
    assert tuple(ONTOLOGY.contexts) == contexts(load())


def test_every_pattern_is_of_a_type_and_mode_that_exist() -> None:
    lexicon = build(load())
    found = [p for patterns in lexicon.by_head.values() for p in patterns]
    assert {p.type for p in found} == set(ONTOLOGY.types)
    assert all(p.mode is None or p.mode in ONTOLOGY.types[p.type].modes for p in found)
    assert all(mode in ONTOLOGY.types[kind].modes for kind, modes in lexicon.modes.items() for mode, _ in modes)


def test_actors_without_a_name_have_sectors_that_exist() -> None:
    assert set(build(load()).sectors.values()) <= set(ONTOLOGY.sectors)


def test_every_type_has_its_table() -> None:
    assert {kind.lower() for kind in ONTOLOGY.types} <= {path.stem for path in FOLDER.glob("*.toml")}


def test_countries_are_written_as_the_data_sets_do() -> None:
    rows = load().rows("plover/countries.csv")
    assert {row["code"] for row in rows} <= set(countries(load()).codes())
    assert all(len(row["three"]) == 3 and row["three"].isupper() for row in rows)
    for column in ("code", "three", "cow"):
        counted = Counter(row[column] for row in rows if row[column])
        assert max(counted.values()) == 1, counted.most_common(1)


def test_a_type_that_turns_into_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "plover").mkdir()
    (tmp_path / "plover" / "types.toml").write_text('[types.AID]\nfuture = "HELP"\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match="HELP"):
        plover(load(tmp_path))
