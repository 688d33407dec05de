import time
from datetime import UTC, datetime


def present() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)
