"""What every command may find: an installation whose restore has not come to its end."""


class HalfRestored(Exception):
    """Its text says what to do."""

    def __init__(self) -> None:
        super().__init__("復元が途中で止まっています。「warifu restore」をもう一度実行してください。")
