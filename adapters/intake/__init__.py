"""Take in an uploaded PDF: refuse it with a reason, or give the normalised copy that is shown and signed."""

from adapters.intake.limits import IntakeLimits
from adapters.intake.outcomes import Intake, IntakeWarning, RefusalCode, UploadRefused
from adapters.intake.taking_in import take_in

__all__ = ["Intake", "IntakeLimits", "IntakeWarning", "RefusalCode", "UploadRefused", "take_in"]
