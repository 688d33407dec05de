"""Take the PDFs out of a ZIP that somebody uploaded, in a confined child (threats.md T50)."""

from adapters.unpacking.outcomes import BundleRefused, Unpacked
from adapters.unpacking.unpacking import BundleLimits, is_bundle, unpack

__all__ = ["BundleLimits", "BundleRefused", "Unpacked", "is_bundle", "unpack"]
