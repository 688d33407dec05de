"""What runs somewhere was begun by earlier code: today's must go on with every history that is kept."""

from pathlib import Path

import pytest
from temporalio.workflow import NondeterminismError

from tests.replay.asking import DecidedOtherwise
from tests.replay.changed import Careful, Careless, OtherArgument, RenamedField, RenamedStep
from tests.replay.replaying import replay
from tests.replay.shelf import histories, moment_of, read


def named(path: Path) -> str:
    return path.stem


def kept_of(*moments: str) -> list[Path]:
    return [path for path in histories() if moment_of(path) in moments]


@pytest.mark.parametrize("path", histories(), ids=named)
async def test_the_workflows_of_today_go_on_with_a_history_of_earlier_ones(path: Path) -> None:
    await replay(read(path))


@pytest.mark.parametrize("path", kept_of("awaiting_other", "concluded", "taken_over"), ids=named)
async def test_a_step_put_in_is_noticed_and_behind_a_patch_it_leaves_the_history_alone(path: Path) -> None:
    with pytest.raises(NondeterminismError):
        await replay(read(path), [Careless])
    await replay(read(path), [Careful])


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        (RenamedStep, NondeterminismError),
        (RenamedField, RuntimeError),
        (OtherArgument, DecidedOtherwise),
    ],
)
@pytest.mark.parametrize("path", kept_of("notice"), ids=named)
async def test_another_name_of_a_step_or_field_and_another_argument_are_noticed(
    path: Path, changed: type, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await replay(read(path), [changed])
