"""A check box as lines: the font has neither ☐ nor ☑."""

YES, NO = "/Yes", "/Off"


def check_box(width: float, height: float, *, ticked: bool) -> bytes:
    """Return operators that draw a square, with its tick or without, in the middle of a box of points."""
    side = min(width, height) - 1
    left, bottom = (width - side) / 2, (height - side) / 2
    square = f"0.9 w 0.12 0.14 0.16 RG {left:.3f} {bottom:.3f} {side:.3f} {side:.3f} re S"
    if not ticked:
        return f"q {square} Q".encode("ascii")
    stroke = " ".join(
        f"{left + across * side:.3f} {bottom + up * side:.3f} {operator}"
        for across, up, operator in ((0.2, 0.5, "m"), (0.42, 0.24, "l"), (0.82, 0.8, "l"))
    )
    return f"q {square} {side * 0.13:.3f} w 1 J 1 j {stroke} S Q".encode("ascii")
