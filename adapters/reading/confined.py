"""Runs in the child only: a text that is slow to read costs time there, and not the worker."""

import json
from dataclasses import astuple
from typing import cast

from adapters.confinement import Answer, Json
from contracts.reading import Known, propose


def propose_in_child(question: Answer) -> Answer:
    known = Known(tuple(cast("list[str]", question.facts["own"])))
    found: list[Json] = [[*astuple(one)] for one in propose(json.loads(question.body), known)]
    return Answer({"found": found})
