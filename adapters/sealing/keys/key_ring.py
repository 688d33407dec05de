"""The signing key as it stands at each act: a new one put in place is noticed without a restart."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from adapters.sealing.keys.key_check import is_valid_at, require_usable
from adapters.sealing.keys.signing_key import SigningKey, SigningKeyUnusable

TRIED_ONCE = {"wrong_pin"}
"""A token locks itself after a few of these, and what waits for a signature asks every minute."""

Key = TypeVar("Key", bound=SigningKey)
Opened_co = TypeVar("Opened_co", bound=SigningKey, covariant=True)


class Opening(Protocol[Opened_co]):
    """One kind of place where a key is kept."""

    def stamp(self) -> object:
        """Return what differs as soon as another key stands there; cheap."""

    def opened(self) -> Opened_co:
        """Open what stands there now, or raise SigningKeyUnusable."""


class KeyRing(Generic[Key]):
    """Looks before each act; a key that cannot be opened is not signed with, whatever stood there before.

    `taken` hears of each key before its first signature, `troubled` at each look what is in the way, or "".
    """

    def __init__(
        self,
        opening: Opening[Key],
        clock: Callable[[], datetime],
        taken: Callable[[SigningKey], None] = lambda _key: None,
        troubled: Callable[[str, str], None] = lambda _code, _place: None,
    ) -> None:
        self._opening = opening
        self._clock = clock
        self._taken = taken
        self._troubled = troubled
        self._lock = threading.Lock()
        self._stamp: object = None
        self._key: Key | None = None
        self._given_up: tuple[object, SigningKeyUnusable] | None = None

    def current(self) -> Key:
        with self._lock:
            try:
                key = self._standing()
            except SigningKeyUnusable as trouble:
                self._troubled(trouble.code, trouble.place)
                raise
            self._troubled("", "")
            return key

    def _standing(self) -> Key:
        stamp = self._opening.stamp()
        if self._key is None or stamp != self._stamp or not is_valid_at(self._key, self._clock()):
            self._key = None
            self._key = self._opened(stamp)
            self._stamp = stamp
        return self._key

    def _opened(self, stamp: object) -> Key:
        """Open what stands there; where only a person can help, not again before something has changed."""
        if self._given_up and self._given_up[0] == stamp:
            raise self._given_up[1]
        try:
            key = self._opening.opened()
        except SigningKeyUnusable as trouble:
            self._given_up = (stamp, trouble) if trouble.code in TRIED_ONCE else None
            raise
        require_usable(key, self._clock())
        self._taken(key)
        return key
