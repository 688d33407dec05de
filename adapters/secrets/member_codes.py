"""Codes by which an account is tied to somebody's account elsewhere: nothing of them is kept."""

import base64
import hmac
from datetime import datetime

from adapters.keys import PurposeKeys

TURN_SECONDS = 300
TURNS = 3
CODE_BYTES, HALF = 7, 5


class MemberCodeMaker:
    """Made with the keys of `KeyPurpose.SLACK_MEMBERS`."""

    def __init__(self, keys: PurposeKeys) -> None:
        self._keys = keys

    def code(self, standing: str, now: datetime) -> str:
        """Return ten letters and digits, 50 bits, that hold for at least ten minutes.

        `standing` says whose it is and what changes once the code is used, so that it is used once.
        """
        return _code(self._keys.newest, standing, _turn(now))

    def is_code_of(self, standing: str, code: str, now: datetime) -> bool:
        turns = [_turn(now) - back for back in range(TURNS)]
        made = (_code(key, standing, turn) for key in self._keys.each() for turn in turns)
        return any(hmac.compare_digest(one.encode(), code.encode()) for one in made)


def _code(key: bytes, standing: str, turn: int) -> str:
    mac = hmac.digest(key, f"{turn}|{standing}".encode(), "sha256")[:CODE_BYTES]
    letters = base64.b32encode(mac).decode()
    return f"{letters[:HALF]}-{letters[HALF : 2 * HALF]}"


def _turn(now: datetime) -> int:
    return int(now.timestamp()) // TURN_SECONDS
