import os
import time

import pytest

from adapters.confinement import Limits
from adapters.intake import IntakeLimits, RefusalCode, UploadRefused, take_in
from tests.intake import makers


@pytest.mark.shows("T41")
def test_a_ten_gigabyte_deflate_bomb_is_refused_and_harms_nobody() -> None:
    bomb, worker, started = makers.deflate_bomb(10 * 1024), os.getpid(), time.monotonic()
    assert len(bomb) < 100_000
    with pytest.raises(UploadRefused) as refused:
        take_in(bomb)
    assert refused.value.code is RefusalCode.TOO_COMPLEX
    assert refused.value.facts["cause"] == "expansion"
    assert time.monotonic() - started < 20
    assert os.getpid() == worker
    assert take_in(makers.paper()).page_count == 1


@pytest.mark.shows("T41")
def test_a_pdf_that_takes_too_long_is_refused_as_too_complex() -> None:
    impatient = IntakeLimits(child=Limits(wall_seconds=0.01))
    with pytest.raises(UploadRefused) as refused:
        take_in(makers.paper(), impatient)
    assert refused.value.code is RefusalCode.TOO_COMPLEX
    assert refused.value.facts == {"cause": "timeout"}


@pytest.mark.shows("T41")
def test_a_pdf_that_needs_more_memory_than_allowed_is_refused() -> None:
    narrow = IntakeLimits(child=Limits(memory_bytes=200 * 1024 * 1024))
    with pytest.raises(UploadRefused) as refused:
        take_in(makers.deflate_bomb(150), narrow)
    assert refused.value.code in (RefusalCode.TOO_COMPLEX, RefusalCode.DAMAGED)


@pytest.mark.shows("T41")
def test_a_cross_reference_of_absurd_size_is_answered_in_time() -> None:
    absurd = makers.paper().replace(b"/Size ", b"/Size 30000000000000", 1)
    started = time.monotonic()
    try:
        take_in(absurd)
    except UploadRefused as refused:
        assert refused.code is RefusalCode.DAMAGED  # noqa: PT017 - repairing it is right too
    assert time.monotonic() - started < 20


@pytest.mark.shows("T41")
def test_forms_that_draw_each_other_exponentially_end_in_time() -> None:
    levels = 24
    drawn = b"".join(b"/X Do " for _ in range(8))
    objects = [
        makers.stream(
            drawn,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
            % (6 + level),
        )
        for level in range(levels)
    ]
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R"
        b" /Resources << /XObject << /X 5 0 R >> >> >>"
    )
    last = makers.stream(b"0 0 9 9 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    started = time.monotonic()
    try:
        take_in(
            makers.raw(
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                page,
                makers.stream(drawn),
                *objects,
                last,
            ),
            IntakeLimits(child=Limits(wall_seconds=4)),
        )
    except UploadRefused as refused:
        assert refused.code is RefusalCode.TOO_COMPLEX  # noqa: PT017 - drawing it in time is right too
    assert time.monotonic() - started < 10
