"""Reading a JSON body: against its schema first, so that every fault of form is told at once."""

from collections.abc import Iterator
from typing import Any

from flask import request
from jsonschema import Draft202012Validator, ValidationError

from contracts.unseen import storable
from webapp.api.problems import InputRefused, Problem
from webapp.texts.api_problems import SENTENCES as PROBLEMS
from webapp.texts.api_problems import sentence_for_problem
from webapp.texts.draft_faults import SENTENCES as DRAFT_FAULTS

# The words of the pages, where the API has none of its own.
FAULTS = {code: words for code, words in DRAFT_FAULTS.items() if code not in PROBLEMS}


def json_body(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the body without its nulls and without margins in its words.

    Raises Problem 400 for no JSON, InputRefused for a wrong shape. The declared media type is not asked for:
    what can be read is read.
    """
    return _fitting(schema, request.get_json(force=True, silent=True))


def json_patch(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the body as `json_body` does, with the nulls of the contract, its parties and its own items."""
    sent: Any = request.get_json(force=True, silent=True)
    body = _fitting(schema, sent)
    if body.get("parties"):
        whole = zip(sent["parties"], body["parties"], strict=True)
        body["parties"] = [{**tidied, **_nulls(one)} for one, tidied in whole]
    if body.get("custom_values") is not None:
        body["custom_values"] = {**body["custom_values"], **_nulls(sent["custom_values"])}
    return {**body, **_nulls(sent)}


def _nulls(sent: dict[str, Any]) -> dict[str, None]:
    return {name: None for name, value in sent.items() if value is None}


def _fitting(schema: dict[str, Any], sent: object) -> dict[str, Any]:
    body = _tidied(sent)
    if body is None:
        raise Problem(400, "not_json")
    errors = list(_errors(schema, body))
    if errors:
        raise InputRefused(errors)
    return dict(body)


def field_error(pointer: str, code: str) -> dict[str, str]:
    detail = FAULTS.get(code) or sentence_for_problem(code)
    return {"pointer": pointer, "code": code, "detail": str(detail)}


def _errors(schema: dict[str, Any], body: object) -> Iterator[dict[str, str]]:
    for error in Draft202012Validator(schema).iter_errors(body):
        yield field_error(_pointer(error), str(error.validator))


def _pointer(error: ValidationError) -> str:
    path = [str(step) for step in error.absolute_path]
    if error.validator == "required":
        path.append(error.message.split("'")[1])
    return "".join(f"/{step}" for step in path)


def _tidied(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
    if isinstance(value, dict):
        return {storable(key): _tidied(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_tidied(inner) for inner in value]
    return storable(value).strip() if isinstance(value, str) else value
