"""The language of each party, and of what the API says no with."""

from flask import Flask

from tests.api.bureau import LEASE, Caller

PARTY = {"name": "Ichiro Sato", "email": "sato@example.com"}


def test_a_party_is_written_to_in_the_language_given_and_in_japanese_otherwise(sender: Caller) -> None:
    parties = [{**PARTY, "language": "en"}, PARTY]
    made = sender.post("/contracts", json={**LEASE, "parties": parties}).get_json()
    assert [party["language"] for party in made["parties"]] == ["en", "ja"]
    wrong = sender.post("/contracts", json={**LEASE, "parties": [{**PARTY, "language": "fr"}]})
    assert wrong.status_code == 422
    assert (wrong.get_json()["errors"][0]["pointer"], wrong.get_json()["errors"][0]["code"]) == (
        "/parties/0/language",
        "enum",
    )


def test_problems_are_told_in_the_language_asked_for_with_the_same_code(app: Flask) -> None:
    client = app.test_client()
    japanese = client.get("/api/v1/contracts").get_json()
    english = client.get("/api/v1/contracts", headers={"Accept-Language": "en"}).get_json()
    assert (japanese["code"], japanese["title"]) == ("token_missing", "認証が必要です")
    assert (english["code"], english["title"]) == ("token_missing", "Authentication required")
