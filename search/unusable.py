class IndexUnusable(Exception):
    """The index is missing, not ours alone, of another format or broken: searches look at every row."""


class IndexBusy(Exception):
    """Another process writes the index; what was to be written waits."""
