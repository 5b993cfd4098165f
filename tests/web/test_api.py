"""The API: its answers fit its own description, whatever is asked."""

from __future__ import annotations

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.schemas import APIOperation
from starlette.testclient import TestClient

from onrecord.archive import Archive
from onrecord.web import Settings, create_app
from onrecord.web.demo import demo_knowledge, demo_series


@pytest.fixture(scope="module")
def operations(demo: Archive) -> list[APIOperation]:
    """Every endpoint, as the API describes it."""
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", create_app(demo, Settings(), demo_knowledge()))
    return [each.ok() for each in schema.get_all_operations()]


def test_whatever_is_asked_the_answer_fits(operations: list[APIOperation]) -> None:
    assert len(operations) >= 14
    for operation in operations:

        @settings(max_examples=30, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def fits(case: schemathesis.Case) -> None:
            case.call_and_validate(headers={"host": "localhost"})

        fits()


def test_lists_say_where_they_go_on(site: TestClient) -> None:
    first = site.get("/api/reports", params={"limit": 5})
    assert first.json()["total"] == 17
    assert 'rel="next"' in first.headers["link"]
    ids = [
        r["id"]
        for offset in (0, 5, 10, 15)
        for r in site.get("/api/reports", params={"limit": 5, "offset": offset}).json()["items"]
    ]
    assert len(set(ids)) == 17


def test_a_claim_is_found_by_indicator_and_subject(site: TestClient) -> None:
    found = site.get("/api/claims", params={"indicator": "trade turnover", "subject": "QV-QS"}).json()["items"]
    told = {(c["document"], c["direction"], c["value"], c["period"]) for c in found if c["period"] == "2023"}
    assert ("linmouth-sarelia", "down", 14, "2023") in told
    assert ("linmouth-veskonia", "up", 14, "2023") in told


def test_who_holds_no_public_office_has_no_profile(site: TestClient) -> None:
    answer = site.get("/api/people/Ivan Ivanov")
    assert answer.status_code == 404
    assert "public office" in answer.json()["error"]["reason"]


def test_a_search_that_is_none_says_why(site: TestClient) -> None:
    answer = site.get("/api/search", params={"q": "(trade"})
    assert answer.status_code == 400
    assert "close it" in answer.json()["error"]["reason"]


def test_what_has_not_changed_is_not_sent_again(site: TestClient) -> None:
    first = site.get("/api/talks")
    assert site.get("/api/talks", headers={"if-none-match": first.headers["etag"]}).status_code == 304


def test_the_page_on_the_api_names_every_endpoint(site: TestClient) -> None:
    page = site.get("/api/docs").text
    for path in json.loads(site.get("/api/openapi.json").text)["paths"]:
        assert path in page


def test_the_series_of_the_demonstration_can_be_read() -> None:
    from onrecord.check import load_series

    assert len(load_series(demo_series(), None, demo_knowledge())) == 12
