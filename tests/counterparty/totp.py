"""An authenticator app in the hand of a test."""

import re
import time

import pyotp

from adapters.second_factors.totp import STEP_SECONDS
from tests.counterparty.site import Visitor


def code_of(secret: str, steps: int = 0) -> str:
    """Return what the app shows now, or `steps` of thirty seconds later."""
    return pyotp.TOTP(secret).generate_otp(int(time.time()) // STEP_SECONDS + steps)


def other_code(secret: str) -> str:
    """Return a code that is wrong now and for a while."""
    near = {code_of(secret, steps) for steps in range(-3, 4)}
    return next(code for code in ("000000", "111111", "222222") if code not in near)


def secret_on(visitor: Visitor) -> str:
    """Return the key that the page offers for registration."""
    [key] = re.findall(r'<p class="enrolment__key mono">(.*?)</p>', visitor.text, re.DOTALL)
    return "".join(re.findall(r"<span>(\w+)</span>", key))
