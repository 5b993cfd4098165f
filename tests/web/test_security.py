"""Who may change what, for which names the server answers, and hostile reports that stay text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from onrecord.archive import Archive
from onrecord.errors import InputError
from onrecord.model import Document
from onrecord.read import read_documents
from onrecord.web import Settings, create_app
from onrecord.web.demo import demo_knowledge
from onrecord.web.settings import is_loopback
from onrecord.web.users import COOKIE, checked_name

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "</title><svg onload=alert(1)>",
    "{{ 7*7 }}{% raw %}",
    '=HYPERLINK("http://x")',
    "\u202egnp.exe",
]


def client(archive: Archive, **settings: object) -> TestClient:
    return TestClient(create_app(archive, Settings(**settings), demo_knowledge()), base_url="http://localhost")  # type: ignore[arg-type]


def token_of(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def signed_in(site: TestClient, name: str = "Ana Reader", **also: str) -> TestClient:
    token = token_of(site.get("/session").text)
    site.post("/session", data={"token": token, "name": name, **also}, follow_redirects=False)
    return site


@pytest.fixture
def site(own: Archive) -> Iterator[TestClient]:
    with client(own) as made:
        yield made


@pytest.mark.parametrize("host", ["evil.example", "169.254.169.254", "localhost.evil.example"])
def test_foreign_names_are_not_answered(site: TestClient, host: str) -> None:
    assert site.get("/", headers={"host": host}).status_code == 421


def test_a_foreign_page_cannot_change_anything(site: TestClient, own: Archive) -> None:
    signed_in(site)
    form = {"token": token_of(site.get("/review/linmouth-veskonia").text), "target": "x", "field": "act", "value": "warn"}
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert site.post("/review/linmouth-veskonia", data=form, headers=headers).status_code == 403
    assert own.corrections() == []


def test_a_form_without_its_token_changes_nothing(site: TestClient, own: Archive) -> None:
    signed_in(site)
    target = own.record("linmouth-veskonia").statements[0].id
    answer = site.post("/review/linmouth-veskonia", data={"token": "0" * 64, "target": target, "field": "act", "value": "warn"})
    assert answer.status_code == 400
    assert own.corrections() == []


def test_strangers_are_sent_to_sign_in(site: TestClient, own: Archive) -> None:
    answer = site.post("/review/linmouth-veskonia", data={"token": "x"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/session?")
    assert own.corrections() == []


def test_the_cookie_is_kept_from_scripts_and_other_sites(site: TestClient) -> None:
    token = token_of(site.get("/session").text)
    cookie = site.post("/session", data={"token": token, "name": "Ana"}, follow_redirects=False).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_a_cookie_that_was_changed_signs_nobody_in(site: TestClient) -> None:
    signed_in(site)
    kept = site.cookies[COOKIE]
    site.cookies.clear()
    site.cookies.set(COOKIE, kept[:-1] + ("0" if kept[-1] != "0" else "1"))
    assert "Sign in" in site.get("/session").text


def test_the_shared_secret_is_asked_for(own: Archive) -> None:
    with client(own, host="0.0.0.0", password="correct horse battery") as site:
        signed_in(site, password="wrong secret 1234")
        assert "Sign in" in site.get("/session").text
        signed_in(site, password="correct horse battery")
        assert "Sign out" in site.get("/session").text


def test_a_proxy_names_the_user(own: Archive) -> None:
    with client(own, host="0.0.0.0", proxy_header="x-user") as site:
        assert "Sign out" in site.get("/session", headers={"x-user": "ana@desk"}).text
        assert "Sign out" not in site.get("/session").text


def test_open_to_a_network_nobody_corrects_without_a_way_to_tell_who(own: Archive) -> None:
    with client(own, host="0.0.0.0") as site:
        assert "for reading" in site.get("/session").text
        assert "set-cookie" not in site.post("/session", data={"token": "x", "name": "Ana"}, follow_redirects=False).headers


def test_strangers_read_nothing_of_a_private_site(own: Archive) -> None:
    with client(own, host="0.0.0.0", password="correct horse battery", strangers_read=False) as site:
        for address in ("/", "/reports/linmouth-veskonia", "/api/reports", "/reports.csv"):
            assert site.get(address, follow_redirects=False).status_code in (303, 401)
        assert site.get("/static/site.css").status_code == 200
        signed_in(site, password="correct horse battery")
        assert site.get("/").status_code == 200


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(InputError, match="at least 12"):
        Settings(password="short")


@pytest.mark.parametrize(
    ("host", "local"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("a.example", False)]
)
def test_loopback_is_told_from_a_network(host: str, local: bool) -> None:
    assert is_loopback(host) is local


@pytest.mark.parametrize("name", ["", "<b>", "a" * 65, "\n", "=1+1", "-rf"])
def test_odd_names_are_refused(name: str) -> None:
    assert checked_name(name) is None


def test_signing_in_leads_to_no_other_site(site: TestClient) -> None:
    token = token_of(site.get("/session").text)
    for where in ("https://evil.example", "//evil.example", "/\\evil.example"):
        answer = site.post("/session", data={"token": token, "name": "Ana", "next": where}, follow_redirects=False)
        assert answer.headers.get("location", "/") == "/"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_stay_words(own: Archive, hostile: str) -> None:
    text = f"President of Veskonia Radomir Tesk said that {hostile} trade grew by 4 percent. He met Helena Marsk."
    document = Document(
        id=f"x {hostile}",
        sha256="e" * 64,
        title=hostile,
        url=hostile,
        publisher=hostile,
        country="QV",
        language="en",
        published="2024-05-01",
        media=None,
        partial=False,
        furniture=(),
        text=text,
    )
    own.add(next(iter(read_documents([document], demo_knowledge()))))
    with client(own) as site:
        found = next(r for r in site.get("/reports.json").json()["reports"] if r["title"] == hostile)
        pages = [
            site.get("/reports"),
            site.get("/"),
            site.get(f"/reports/{quote(found['id'], safe='')}"),
        ]
        for page in pages:
            assert page.status_code == 200
            assert not re.search(r"<script>alert|<img src=x|<svg onload|(?:href|src|action)=.javascript:", page.text)
        for row in site.get("/reports.csv").text.splitlines():
            assert not re.search(r"(?:^|,)\"?[=+@-]\D", row)
