"""What is known of a file beside its bytes when it is registered: from a form or a ledger (MK-09)."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from contracts.importing import HowConcluded


@dataclass(frozen=True, slots=True)
class ImportFacts:
    """`type` and `owner` are public ids, empty for none; `values` as `contracts.metadata` spells them.

    `counterparties` are companies or persons in the order of the document, `received_on` an ISO day or empty.
    """

    title: str = ""
    type: str = ""
    how: str = HowConcluded.PAPER.value
    owner: str = ""
    counterparties: tuple[str, ...] = ()
    received_on: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def spelled_facts(facts: ImportFacts) -> str:
    return json.dumps(asdict(facts), ensure_ascii=False, sort_keys=True)


def facts_from(spelled: str) -> ImportFacts:
    """Return what `spelled_facts` wrote."""
    read = json.loads(spelled)
    return ImportFacts(**{**read, "counterparties": tuple(read["counterparties"])})
