"""The document security store is written before the document timestamp, which then covers all.

pyHanko's default appends the TSA's own VRI entry after it (domain.md CL-33; threats.md 0.1, rule 2).
"""

from typing import Any

from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, TimestampDSSContentSettings

STORE_BEFORE_TIMESTAMP = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)
STORE_WITH_TIMESTAMP = DSSContentSettings(next_ts_settings=STORE_BEFORE_TIMESTAMP)


class LastTimestamper(PdfTimeStamper):
    """Appends a document timestamp with nothing after it."""

    async def async_timestamp_pdf(self, *args: Any, **settings: Any) -> Any:  # noqa: ANN401 - pyHanko's signature, passed on
        return await super().async_timestamp_pdf(
            *args, **{**settings, "dss_settings": STORE_BEFORE_TIMESTAMP}
        )
