"""What runs in the child."""

from typing import cast

from adapters.confinement import Answer
from adapters.verification.reading import findings_of
from adapters.verification.wire import as_json


def examine_confined(question: Answer) -> Answer:
    roots = cast("list[str]", question.facts["roots"])
    return Answer(as_json(findings_of(question.body, [root.encode() for root in roots])))
