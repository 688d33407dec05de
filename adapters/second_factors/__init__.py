from adapters.second_factors.passkeys import NewPasskey, PasskeyRefused, Passkeys
from adapters.second_factors.totp import TotpMaker, enrolment_address, enrolment_picture, time_step

__all__ = [
    "NewPasskey",
    "PasskeyRefused",
    "Passkeys",
    "TotpMaker",
    "enrolment_address",
    "enrolment_picture",
    "time_step",
]
