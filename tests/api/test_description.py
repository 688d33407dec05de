"""The OpenAPI description is complete, valid in itself, and public."""

import json
import re
from pathlib import Path
from typing import Any

from flask import Flask
from jsonschema import Draft202012Validator

from tests.api.bureau import LEASE
from tests.api.described import described_path, require_valid
from webapp.api.openapi import NEW_CONTRACT, openapi_document

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
VERBS = {"get", "post", "put", "patch", "delete"}


def test_the_description_is_public_json_of_openapi_31(app: Flask) -> None:
    answer = app.test_client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.get_json() == openapi_document()
    assert answer.get_json()["openapi"].startswith("3.1")


def test_every_rule_is_described_and_nothing_else_is(app: Flask) -> None:
    served = {
        (described_path(rule.rule), verb.lower())
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
        for verb in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    described = {
        (path, verb) for path, item in openapi_document()["paths"].items() for verb in item if verb in VERBS
    }
    assert served == described


def test_every_schema_is_a_schema_and_every_reference_leads_somewhere() -> None:
    document = openapi_document()
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert set(references(document)) <= known


def test_the_contract_of_the_issue_is_what_the_description_asks_for() -> None:
    require_valid({"$ref": "#/components/schemas/NewContract"}, LEASE)
    Draft202012Validator(NEW_CONTRACT).validate(LEASE)


def test_the_page_about_the_api_names_every_address_with_its_methods_and_no_other() -> None:
    page = PAGE.read_text("utf-8")
    rows = re.findall(r"^\| `(/[^`]*)` \| ([A-Z, ]+) \|", page, re.MULTILINE)
    told = {path: set(verbs.lower().split(", ")) for path, verbs in rows}
    assert told == {path: set(item) & VERBS for path, item in openapi_document()["paths"].items()}


def test_the_change_on_the_page_is_one_the_description_allows() -> None:
    example = re.search(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert example is not None
    require_valid({"$ref": "#/components/schemas/ChangedContract"}, json.loads(example[1]))


def references(value: Any) -> list[str]:  # noqa: ANN401 -- any part of the document
    if isinstance(value, dict):
        own = [value["$ref"]] if "$ref" in value else []
        return own + [found for inner in value.values() for found in references(inner)]
    if isinstance(value, list):
        return [found for inner in value for found in references(inner)]
    return []
