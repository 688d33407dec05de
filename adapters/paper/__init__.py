"""A page of ours as PDF/A-3b: only its own few elements are known, and nothing is ever fetched (T31)."""

from adapters.paper.document import Attached, Printed, printed
from adapters.paper.elements import PageRefused
from adapters.paper.faces import prepare_faces
from adapters.paper.slip import slip

__all__ = ["Attached", "PageRefused", "Printed", "prepare_faces", "printed", "slip"]
