"""The id that the certificate of agreement and page 1 of the contract share (GM-22)."""

import base64
import hashlib

ID_LEFT, ID_BOTTOM, ID_WIDTH, ID_HEIGHT = 20.0, 12.0, 180.0, 9.0
"""Where it stands on page 1 as displayed, in points from the lower left corner."""


def certificate_id(contract: str, round_number: int) -> str:
    """Return the id allotted before preparation, e.g. `WRF-7Q2M-4D5E-9ABC-K3TN`; equal input, equal id."""
    seed = hashlib.sha256(f"certificate|{contract}|{round_number}".encode()).digest()
    letters = base64.b32encode(seed[:10]).decode()
    return "-".join(["WRF", *(letters[i : i + 4] for i in range(0, 16, 4))])
