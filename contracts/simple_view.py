"""簡易表示版: the documents are downloaded and not shown page by page (domain.md CL-04, CL-05)."""

SIMPLE = "simple"
"""What an agreement given there says of how the documents were shown."""


def may_agree_simply(*, imprint: bool, inputs: int) -> bool:
    """Tell whether its plain page can take the agreement: it makes no seal and has no inputs (CL-05)."""
    return not imprint and not inputs
