"""Holding every answer against the API's own description."""

from typing import Any

from flask import Flask
from jsonschema import Draft202012Validator, FormatChecker
from werkzeug.test import TestResponse

from webapp.api.openapi import openapi_document

PREFIX = "/api/v1"


def described_path(rule: str) -> str:
    return rule.removeprefix(PREFIX).replace("<", "{").replace(">", "}")


def require_described(app: Flask, response: TestResponse) -> None:
    """Fail unless status, media type and body are what the description promises."""
    request = response.request
    rule, _ = app.url_map.bind("127.0.0.1").match(request.path, request.method, return_rule=True)
    operation = openapi_document()["paths"][described_path(rule.rule)][request.method.lower()]
    content = operation["responses"][str(response.status_code)]["content"]
    assert response.mimetype in content, (response.mimetype, response.get_data(as_text=True))
    schema = content[response.mimetype].get("schema")
    if schema:
        require_valid(schema, response.get_json(force=True))


def require_valid(schema: dict[str, Any], body: object) -> None:
    whole = {**schema, "components": openapi_document()["components"]}
    Draft202012Validator(whole, format_checker=FormatChecker()).validate(body)
