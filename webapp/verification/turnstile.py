"""How often one address may ask: a bucket of tokens in this process, not shared with others.

With several processes an address has as many buckets; what bounds the work is the two confined children
that each of them runs at once.
"""

import math
import threading
from collections import OrderedDict

BURST = 10
SECONDS_A_TOKEN = 6.0
MOST_ADDRESSES = 10_000


class Turnstile:
    """Ten a minute for each address, or as the maker says; the one longest not seen is forgotten first."""

    def __init__(self, burst: int = BURST, seconds_a_token: float = SECONDS_A_TOKEN) -> None:
        self._burst = burst
        self._seconds = seconds_a_token
        self._full_at: OrderedDict[str, float] = OrderedDict()
        self._lock = threading.Lock()

    def seconds_to_wait(self, address: str, now: float) -> int:
        """Take a token and return 0, or take none and return when to come again; `now` is monotonic."""
        with self._lock:
            full_at = max(self._full_at.pop(address, now), now)
            missing = (full_at - now) / self._seconds
            admitted = missing <= self._burst - 1
            self._full_at[address] = full_at + self._seconds if admitted else full_at
            if len(self._full_at) > MOST_ADDRESSES:
                self._full_at.popitem(last=False)
        return 0 if admitted else math.ceil((missing - (self._burst - 1)) * self._seconds)
