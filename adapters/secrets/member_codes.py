"""Codes by which an account is tied to somebody's account elsewhere: nothing of them is kept."""

import base64
import hmac
from datetime import datetime

TURN_SECONDS = 300
TURNS = 3
CODE_BYTES, HALF = 7, 5


class MemberCodeMaker:
    """Made with the key of `KeyPurpose.SLACK_MEMBERS`."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def code(self, standing: str, now: datetime) -> str:
        """Return ten letters and digits, 50 bits, that hold for at least ten minutes.

        `standing` says whose it is and what changes once the code is used, so that it is used once.
        """
        return self._code(standing, _turn(now))

    def is_code_of(self, standing: str, code: str, now: datetime) -> bool:
        made = (self._code(standing, _turn(now) - back) for back in range(TURNS))
        return any(hmac.compare_digest(one.encode(), code.encode()) for one in made)

    def _code(self, standing: str, turn: int) -> str:
        mac = hmac.digest(self._key, f"{turn}|{standing}".encode(), "sha256")[:CODE_BYTES]
        letters = base64.b32encode(mac).decode()
        return f"{letters[:HALF]}-{letters[HALF : 2 * HALF]}"


def _turn(now: datetime) -> int:
    return int(now.timestamp()) // TURN_SECONDS
