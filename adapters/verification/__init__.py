"""What can be measured of a signed PDF from anywhere, in a child that may be killed (threats.md 0.1, 0.2)."""

from adapters.verification.examination import examine

__all__ = ["examine"]
