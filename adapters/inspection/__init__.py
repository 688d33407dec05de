"""Look at a PDF that is only to be kept: may it be read, how is it scanned; not a byte of it is changed."""

from adapters.inspection.inspecting import WARMING, Inspected, inspect
from adapters.inspection.outcomes import InspectionBusy, NotKept, NotKeptCode

__all__ = ["WARMING", "Inspected", "InspectionBusy", "NotKept", "NotKeptCode", "inspect"]
