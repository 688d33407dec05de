"""What can be measured of a signed PDF from anywhere, in a child that may be killed (threats.md 0.1, 0.2)."""

from adapters.verification.ends import revision_ends
from adapters.verification.examination import examine
from adapters.verification.fingerprints import certificates_in
from adapters.verification.picturing import pictures_of

__all__ = ["certificates_in", "examine", "pictures_of", "revision_ends"]
