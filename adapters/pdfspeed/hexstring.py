"""pyHanko reads `<hex>` strings one byte at a time: 15 ms for each /Contents of 24 KB at each reading."""

from typing import IO, Any

from pyhanko.pdf_utils import generic

LONGEST_PLAIN_STRING = 65536

_read_slowly = generic.read_hex_string_from_stream


def read_hex_string(stream: IO[bytes]) -> Any:  # noqa: ANN401 - pyHanko returns one of two string objects
    """Read the hex string that starts here; whitespace, comments and odd lengths take pyHanko's own way."""
    start = stream.tell()
    ahead = stream.read(LONGEST_PLAIN_STRING)
    end = ahead.find(b">")
    digits = ahead[1:end]
    if ahead[:1] == b"<" and end > 0 and len(digits) % 2 == 0 and (digits.isalnum() or not digits):
        try:
            value = bytes.fromhex(digits.decode("ascii"))
        except ValueError:
            pass
        else:
            stream.seek(start + end + 1)
            return generic.pdf_string(value)
    stream.seek(start)
    return _read_slowly(stream)
