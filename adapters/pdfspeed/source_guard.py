"""Replace a function of another package only while its source is the one the replacement was written for."""

import hashlib
import inspect
import logging
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)


def source_digest(function: Callable[..., Any] | property) -> str:
    source = function.fget if isinstance(function, property) else function
    return hashlib.sha256(inspect.getsource(source).encode()).hexdigest()  # type: ignore[arg-type]  # each is read


def replace_if_known(owner: Any, name: str, digest: str, replacement: Callable[..., Any] | property) -> bool:  # noqa: ANN401 - a class or a module
    """Return whether `owner.name` is now `replacement`; an unknown source stays and is logged."""
    current = vars(owner)[name]
    if current is replacement:
        return True
    if source_digest(current) != digest:
        log.warning("pdfspeed: %s.%s has another source than expected; left as it is", owner.__name__, name)
        return False
    setattr(owner, name, replacement)
    return True
