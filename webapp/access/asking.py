"""What a page shows when an act was not simply done: a refusal, no engine, or no answer yet."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _

from contracts.messages import Acknowledgement
from contracts.refusals import Refused
from webapp.texts.refusals import sentence_for
from workflows.door import EngineUnavailable, NotKnownYet

UNPROCESSABLE_CODES = frozenset({"reason_missing", "password_too_weak"})


@dataclass(frozen=True, slots=True)
class Setback:
    """`status` is the answer's; 202 says nobody knows yet: the same form with the same key asks again."""

    status: int
    code: str
    sentence: str

    @property
    def is_open(self) -> bool:
        return self.status == 202  # noqa: PLR2004 -- HTTP's Accepted


def new_key() -> str:
    """Return what makes an act one act however often its form is sent."""
    return uuid.uuid4().hex


def refused_setback(refused: Refused) -> Setback:
    status = 422 if refused.code in UNPROCESSABLE_CODES else 409
    return Setback(status, refused.code, sentence_for(refused))


def asked(question: Callable[[], Acknowledgement]) -> Setback | None:
    """Ask the engine; None says that the act is done and recorded."""
    try:
        question()
    except Refused as refused:
        return refused_setback(refused)
    except EngineUnavailable:
        sentence = _(
            "契約を処理する仕組みが応答していません。この操作は行われていません。1分ほど待ってから、もう一度操作してください。"
        )
        return Setback(503, "engine_unavailable", sentence)
    except NotKnownYet:
        sentence = _(
            "処理中です。結果がまだ確認できていません。少し待ってから「もう一度確認する」を押してください。二重に処理されることはありません。"
        )
        return Setback(202, "not_known_yet", sentence)
    return None
