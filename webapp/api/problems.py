"""Every refusal as problem details (RFC 9457) with a `code` that scripts may compare."""

from collections.abc import Sequence

from flask import Blueprint, Response, json
from werkzeug.exceptions import RequestEntityTooLarge

from adapters.intake import UploadRefused
from contracts.refusals import Refused
from webapp.access.asking import Setback
from webapp.texts.api_problems import sentence_for_problem
from webapp.texts.refusals import sentence_for
from webapp.texts.uploads import upload_refusal
from workflows.door import EngineUnavailable

PROBLEM = "application/problem+json"
RETRY_AFTER_SECONDS = "30"
FieldErrors = Sequence[dict[str, str]]


class Problem(Exception):
    """What the API says no with; `extras` become members of the answer beside the standard ones."""

    def __init__(self, status: int, code: str, **extras: object) -> None:
        super().__init__(status, code)
        self.status = status
        self.code = code
        self.extras = extras


class InputRefused(Problem):
    """422 with one entry for each fault: `pointer` (RFC 6901), `code`, `detail`."""

    def __init__(self, errors: FieldErrors) -> None:
        super().__init__(422, "input_refused", errors=list(errors))


def install(blueprint: Blueprint) -> None:
    blueprint.register_error_handler(Problem, _answer)
    blueprint.register_error_handler(Refused, _answer_refusal)
    blueprint.register_error_handler(UploadRefused, _answer_upload)
    blueprint.register_error_handler(EngineUnavailable, _answer_silence)
    blueprint.register_error_handler(RequestEntityTooLarge, _answer_too_large)


def problem_answer(status: int, code: str, detail: str, **extras: object) -> Response:
    body = {
        "type": f"urn:warifu:problem:{code}",
        "title": sentence_for_problem(status),
        "status": status,
        "detail": detail,
        "code": code,
        **extras,
    }
    return Response(json.dumps(body, ensure_ascii=False), status=status, content_type=PROBLEM)


def setback_answer(setback: Setback, **extras: object) -> Response:
    """Return the problem that a page would show the sentence of."""
    response = problem_answer(setback.status, setback.code, setback.sentence, **extras)
    if setback.status == 503:  # noqa: PLR2004 -- HTTP's Service Unavailable
        response.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def _answer(problem: Problem) -> Response:
    detail = sentence_for_problem(problem.code)
    response = problem_answer(problem.status, problem.code, detail, **problem.extras)
    if problem.status == 401:  # noqa: PLR2004 -- HTTP's Unauthorized
        given = ', error="invalid_token"' if problem.code == "token_invalid" else ""
        response.headers["WWW-Authenticate"] = f'Bearer realm="warifu"{given}'
    if problem.status == 503:  # noqa: PLR2004 -- HTTP's Service Unavailable
        response.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def _answer_refusal(refused: Refused) -> Response:
    return problem_answer(409, refused.code, sentence_for(refused), facts=refused.facts)


def _answer_upload(refused: UploadRefused) -> Response:
    code = str(refused.code)
    if code == "busy":
        return _retry_later(code, upload_refusal(refused))
    status = 413 if code == "too_large" else 422
    return problem_answer(status, code, upload_refusal(refused), facts=refused.facts)


def _answer_silence(_silence: EngineUnavailable) -> Response:
    return _retry_later("engine_unavailable", sentence_for_problem("engine_unavailable"))


def _retry_later(code: str, detail: str) -> Response:
    response = problem_answer(503, code, detail)
    response.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def _answer_too_large(_error: RequestEntityTooLarge) -> Response:
    return problem_answer(413, "too_large", sentence_for_problem("too_large"))
