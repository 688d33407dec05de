import pytest

from contracts.stage import Stage
from contracts.versioning import takes_a_version


@pytest.mark.shows("MK-38", "AD-04")
@pytest.mark.parametrize("submitted", [False, True])
@pytest.mark.parametrize("stage", list(Stage))
def test_only_a_draft_that_nobody_sends_and_what_was_sent_back_take_a_version(
    stage: Stage, *, submitted: bool
) -> None:
    taken = stage is Stage.SENT_BACK or (stage is Stage.DRAFT and not submitted)
    assert takes_a_version(stage, submitted=submitted, frozen=False) is taken
    assert not takes_a_version(stage, submitted=submitted, frozen=True)
