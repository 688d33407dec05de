"""The signing key as it stands at each act: a new one put in place is noticed without a restart."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from adapters.sealing.keys.key_check import require_usable, require_valid_at
from adapters.sealing.keys.signing_key import SigningKey, SigningKeyUnusable

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
        if self._key is None or stamp != self._stamp:
            self._key = None
            key = self._opening.opened()
            require_usable(key, self._clock())
            self._taken(key)
            self._key, self._stamp = key, stamp
        require_valid_at(self._key, self._clock())
        return self._key
