"""What runs in the child."""

from typing import cast

from adapters.confinement import Answer
from adapters.verification.reading import findings_of
from adapters.verification.wire import as_json


def examine_confined(question: Answer) -> Answer:
    roots, timestamp_roots = (
        [root.encode("latin-1") for root in cast("list[str]", question.facts[name])]
        for name in ("roots", "timestamp_roots")
    )
    return Answer(as_json(findings_of(question.body, roots, timestamp_roots)))
