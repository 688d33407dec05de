"""The STEP indicator: 受信 and 保管 around the steps that apply to this party (CS-13)."""

from enum import Enum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from database.party import Party

Indicated = tuple[list[LazyString], int]


class Step(Enum):
    CONTRACT = "contract"
    DOCUMENTS = "documents"
    FIELDS = "fields"
    IMPRINT = "imprint"
    PREVIEW = "preview"

    @property
    def endpoint(self) -> str:
        return f"counterparty.{self.value}"


RECEIVED, KEPT = _l("受信"), _l("保管")
LABELS: dict[Step, LazyString] = {
    Step.CONTRACT: _l("内容を確認"),
    Step.DOCUMENTS: _l("書類提出"),
    Step.FIELDS: _l("入力"),
    Step.IMPRINT: _l("印影"),
    Step.PREVIEW: _l("最終確認"),
}


def steps_for(party: Party) -> list[Step]:
    asked = {
        Step.CONTRACT: True,
        Step.DOCUMENTS: bool(party.required_documents),
        Step.FIELDS: bool(party.fields),
        Step.IMPRINT: party.imprint,
        Step.PREVIEW: True,
    }
    return [step for step, applies in asked.items() if applies]


def labels_for(party: Party, current: Step) -> Indicated:
    """Return the labels of the indicator and which of them, counted from 1, is now."""
    return _labels(party), steps_for(party).index(current) + 2


def received(party: Party) -> Indicated:
    return _labels(party), 1


def kept(party: Party) -> Indicated:
    labels = _labels(party)
    return labels, len(labels)


def _labels(party: Party) -> list[LazyString]:
    return [RECEIVED, *(LABELS[step] for step in steps_for(party)), KEPT]
