"""SQL that a test would compile anew, kept for the next one.

The product has one engine per process; a test has its own, and compiling for it the statements that the test
before it compiled would be a fifth of its time.
"""

from typing import Any

from sqlalchemy import Engine, create_engine, event

STATEMENTS = 10_000
_compiled: dict[tuple[str, str], Engine] = {}


def engine_of_tests(*arguments: Any, **named: Any) -> Engine:  # noqa: ANN401 -- hands on what SQLAlchemy takes
    """Make an engine that says what the first one of its kind has compiled."""
    engine = create_engine(*arguments, **{"query_cache_size": STATEMENTS, **named})

    def share(_connection: object, _record: object) -> None:
        first = _compiled.setdefault((engine.dialect.name, engine.dialect.driver), engine)
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache  # noqa: SLF001 -- no public door

    event.listen(engine, "connect", share)
    return engine
