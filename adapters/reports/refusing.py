class ReportRefused(Exception):
    """A report that is not the service's, too old, or unreadable; `code` says which."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
