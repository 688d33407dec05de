"""簡易表示版: the documents are downloaded and not shown page by page (domain.md CL-04, CL-05)."""

SIMPLE = "simple"
"""What an agreement given there says of how the documents were shown."""


def may_agree_simply(*, imprint: bool, inputs: int, own_certificate: bool = False) -> bool:
    """Tell whether its plain page can take the agreement: no seal, no inputs, no own certificate (CL-05)."""
    return not imprint and not inputs and not own_certificate
