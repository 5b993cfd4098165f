"""The language of the patterns of events."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import KnowledgeError
from onrecord.stages.events.lexicon import build
from onrecord.stages.events.patterns import Pattern, parse_pattern
from onrecord.tables import load

CLASSES = {"treaty": ["treaty", "accord", "cease-fire", "memorandum of understanding"]}


def parsed(line: str) -> Pattern:
    return parse_pattern(line, "SUPPORT", None, CLASSES)


def test_a_class_stands_for_its_words_and_phrases() -> None:
    (need,) = parsed("sign|ratify =@treaty|deal").needs
    assert need.kind == "object"
    assert need.words.single == {"treaty", "accord", "deal"}
    assert need.words.phrases == (("cease", "-", "fire"), ("memorandum", "of", "understanding"))


def test_words_without_a_mark_belong_to_the_item_before_them() -> None:
    (need,) = parsed("hold =phone call|video call").needs
    assert need.words.phrases == (("phone", "call"), ("video", "call"))


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("call ~off =@treaty", ["particle", "object"]),
        ("accuse of|for:*", ["prep"]),
        ("ask =<actor> +to=help", ["object", "to"]),
        ("say +that ^<person>", ["that", "subject"]),
        ("find +guilty", ["state"]),
        ("enjoy +ing", ["ing"]),
        ("lift #curfew", ["near"]),
        ("n attack on:*  %occurs", ["prep", "flag"]),
    ],
)
def test_what_a_pattern_can_ask_for(line: str, kinds: list[str]) -> None:
    assert [need.kind for need in parsed(line).needs] == kinds


def test_a_need_can_be_turned_round() -> None:
    wanted, unwanted = parsed("shell =<place> !^<country>").needs
    assert (wanted.no, unwanted.no) == (False, True)


def test_a_pattern_that_asks_for_more_weighs_more() -> None:
    weights = [parsed(line).weight for line in ("sign =-", "sign =*", "sign =@treaty", "sign =@treaty with:<actor>")]
    assert weights == sorted(weights)
    assert weights[1] < weights[2] < weights[3]


@pytest.mark.parametrize("line", ["", "=@treaty", "sign =@pact", "sign %often"])
def test_a_line_that_cannot_be_read_is_told(line: str) -> None:
    with pytest.raises(KnowledgeError, match=r"pattern|class"):
        parsed(line)


def test_a_users_table_adds_patterns(tmp_path: Path) -> None:
    folder = tmp_path / "languages" / "en" / "events"
    folder.mkdir(parents=True)
    (folder / "aid.toml").write_text('[patterns]\nnone = ["twin =town"]\n', encoding="utf-8")
    lexicon = build(load(tmp_path))
    assert [p.type for p in lexicon.patterns("verb", "twin", "twin")] == ["AID"]
    assert any(p.type == "AID" for p in lexicon.patterns("verb", "donate", "donate"))
