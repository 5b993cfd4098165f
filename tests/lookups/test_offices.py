"""Offices found in text, with what they are an office of."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lookups.bodies import bodies
from onrecord.lookups.offices import Office, Offices, offices
from onrecord.tables import Knowledge, load


@pytest.fixture(name="posts", scope="module")
def bundled(knowledge: Knowledge) -> Offices:
    return offices(knowledge)


def _one(posts: Offices, text: str) -> Office:
    (found,) = posts.find(text)
    return found


@pytest.mark.parametrize(
    ("text", "role", "level", "country"),
    [
        ("President of Russia", "president", "head of state", "RU"),
        ("the French President", "president", "head of state", "FR"),
        ("Ukraine’s President", "president", "head of state", "UA"),
        ("Prime Minister of the State of Israel", "prime minister", "head of government", "IL"),
        ("Premier of the State Council of the People’s Republic of China", "premier", "head of government", "CN"),
        ("Federal Chancellor of Germany", "chancellor", "head of government", "DE"),
        ("Chairman of the Government of Russia", "prime minister", "head of government", "RU"),
        ("Emir of Qatar", "emir", "head of state", "QA"),
        ("US Secretary of State", "secretary of state", "minister", "US"),
        ("UK Foreign Secretary", "foreign minister", "minister", "GB"),
        ("Secretary of State for Defence of the United Kingdom", "defense minister", "minister", "GB"),
        ("Minister of Foreign Affairs of Japan", "foreign minister", "minister", "JP"),
        ("Russian Defence Minister", "defense minister", "minister", "RU"),
        ("Minister of Economic Development", "minister of economic development", "minister", None),
        ("Industry and Trade Minister", "minister of industry and trade", "minister", None),
        ("Vice-President", "vice president", "deputy", None),
        ("First Deputy Prime Minister", "first deputy prime minister", "deputy", None),
        ("President of the European Council", "president of the European Council", "body", "EU"),
        ("European Commission President", "president of the European Commission", "body", "EU"),
        ("NATO Secretary General", "secretary general of NATO", "body", None),
        ("Secretary-General of the United Nations", "secretary general of the United Nations", "body", None),
        (
            "High Representative of the European Union for Foreign Affairs and Security Policy",
            "high representative",
            "body",
            "EU",
        ),
        ("Speaker of the National Assembly of the Republic of Korea", "speaker of the National Assembly", "parliament", "KR"),
        ("Secretary of the Security Council", "secretary of the Security Council", "other", None),
        ("President of the German Bundestag", "president of the Bundestag", "parliament", "DE"),
        ("French Senate President", "president of the Senate", "parliament", "FR"),
        ("General Secretary of the Central Committee of the Communist Party of Vietnam", "general secretary", "party", None),
    ],
)
def test_roles(posts: Offices, text: str, role: str, level: str, country: str | None) -> None:
    found = _one(posts, text)
    assert (found.role, found.level, found.country, found.kind) == (role, level, country, "office")


@pytest.mark.parametrize(
    "text",
    ["President of Transneft", "President of the Russian Academy", "President of Russia’s Football Union", "ABCD President"],
)
def test_a_president_of_something_else_heads_no_state(posts: Offices, text: str) -> None:
    assert _one(posts, text).level == "other"


def test_the_title_is_all_that_belongs_to_it(posts: Offices) -> None:
    text = "With former French President Ilse Brandt and the Acting Prime Minister of Italy."
    assert [text[slice(*o.title)] for o in posts.find(text)] == ["former French President", "Acting Prime Minister of Italy"]
    assert [text[o.start : o.end] for o in posts.find(text)] == ["President", "Prime Minister"]


def test_modifiers(posts: Offices) -> None:
    text = "ex-President, acting president, President-elect of Iran, First President of Kazakhstan, first deputy prime minister"
    found = posts.find(text)
    assert [o.former for o in found] == [True, False, False, True, False]
    assert [o.acting for o in found] == [False, True, False, False, False]
    assert [o.future for o in found] == [False, False, True, False, False]
    assert found[2].country == "IR"


@pytest.mark.parametrize(
    ("text", "kind", "plural", "level"),
    [
        ("the head of state", "class", False, "head of state"),
        ("both leaders", "class", True, "leader"),
        ("the heads of government", "class", True, "head of government"),
        ("his Belarusian counterpart", "peer", False, "leader"),
        ("the interlocutors", "sides", True, "leader"),
        ("The parties", "sides", True, "leader"),
        ("the two presidents", "office", True, "head of state"),
    ],
)
def test_references_to_a_class(posts: Offices, text: str, kind: str, plural: bool, level: str) -> None:
    found = _one(posts, text)
    assert (found.kind, found.plural, found.level) == (kind, plural, level)


def test_levels_of_roles(posts: Offices) -> None:
    roles = ("president", "premier", "minister of trade", "vice president", "president of the World Bank", "leader", "baker")
    levels = ["head of state", "head of government", "minister", "deputy", "body", "head of state", "other"]
    assert [posts.level(role) for role in roles] == levels


def test_roles_that_name_one_office(posts: Offices) -> None:
    assert posts.equal("premier", "prime minister")
    assert posts.equal("secretary of state", "foreign minister")
    assert not posts.equal("president", "prime minister")
    assert posts.royal("king")
    assert not posts.royal("president")


def test_bodies(knowledge: Knowledge) -> None:
    known = bodies(knowledge)
    body = known.named("the European Commission")
    assert body is not None
    assert (body.id, body.country, body.with_article) == ("body:european-commission", "EU", "the European Commission")
    assert known.named("NATO") is not None
    assert known.named("the Baking Society") is None
    text = "The White House and the Kremlin"
    assert [(text[a:b], x.country) for a, b, x in known.find(text)] == [("White House", "US"), ("Kremlin", "RU")]


def test_a_user_s_words_add_to_the_bundled(tmp_path: Path) -> None:
    (tmp_path / "countries.csv").write_text("code,name,demonyms\nXA,Arden,Ardenian\n", encoding="utf-8")
    (tmp_path / "languages" / "en").mkdir(parents=True)
    table = '[[office]]\nrole = "lord warden"\nlevel = "head of state"\nforms = ["lord warden"]\n'
    (tmp_path / "languages" / "en" / "offices.toml").write_text(table, encoding="utf-8")
    posts = offices(load(tmp_path))
    assert [(o.role, o.country) for o in posts.find("the Ardenian Lord Warden and the King of Arden")] == [
        ("lord warden", "XA"),
        ("king", "XA"),
    ]


@given(st.text(max_size=200))
def test_any_text_gives_titles_around_nouns(text: str) -> None:
    for office in offices(load()).find(text):
        assert 0 <= office.title[0] <= office.start < office.end <= office.title[1] <= len(text)
