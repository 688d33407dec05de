"""What a visit proves before it sees anything: one module per way (CF-05, LW-04, MK-74)."""

from webapp.counterparty.authentication import access_code, choices, mail_code, passkey, sms_code, totp

WAYS = (access_code, choices, mail_code, passkey, sms_code, totp)

__all__ = ["WAYS"]
