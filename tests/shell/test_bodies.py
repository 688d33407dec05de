"""Bodies made to wear a form's reader out: refused soon, and before they are read whole (T51)."""

import io
import tracemalloc
from time import process_time

import pytest
from flask import Flask

from tests.shell.posting import token_from
from tests.shell.small_app import UPLOAD_LIMIT_BYTES
from webapp.shell.limits import ROOM_FOR_THE_FORM_BYTES

MARK = b"----mark"
HEAD = b"--" + MARK + b'\r\nContent-Disposition: form-data; name="words"\r\n\r\n'
TAIL = b"\r\n--" + MARK + b"--\r\n"
MOST = UPLOAD_LIMIT_BYTES + ROOM_FOR_THE_FORM_BYTES
MEMORY_BYTES = 20_000_000


@pytest.mark.shows("T51")
@pytest.mark.parametrize(
    "body",
    [
        HEAD + (b"x" + TAIL[:-4] + b"\r\n" + HEAD.split(b"\r\n", 1)[1]) * 10_000 + TAIL,
        HEAD + b"x" * 2_500_000 + TAIL,
        b"x" * 2_500_000,
        HEAD + b"\r" * 2_500_000,
        HEAD + b"x" * (MOST + 1) + TAIL,
    ],
    ids=["ten thousand parts", "one huge field", "no line at all", "nothing but returns", "over the limit"],
)
def test_a_form_made_to_wear_us_out_is_refused_in_a_second_without_being_kept(
    small_app: Flask, body: bytes
) -> None:
    client = small_app.test_client()
    headers = {"X-CSRFToken": token_from(client)}
    kind = f"multipart/form-data; boundary={MARK.decode()}"
    tracemalloc.start(1)
    began = process_time()
    answer = client.post(
        "/echo", input_stream=io.BytesIO(body), content_length=len(body), content_type=kind, headers=headers
    )
    spent = process_time() - began
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.status_code in {400, 413}
    assert spent < 1
    assert most < MEMORY_BYTES
