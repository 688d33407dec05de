"""Whatever a page prints, hidden characters stand in it as their code points (threats.md T36)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from jinja2.runtime import Context

from contracts.unseen import may_deceive, told

if TYPE_CHECKING:
    from flask import Flask

SENTENCES = ("gettext", "ngettext", "pgettext", "npgettext")


def install_unseen(app: "Flask") -> None:
    """Install before anything asks for the template environment, which is made with the hook.

    Values of form fields are printed by WTForms and stay as they were typed: nothing typed is lost.
    """
    app.jinja_options = {**app.jinja_options, "finalize": shown}
    app.jinja_env.tests["deceptive"] = may_deceive


def install_unseen_in_sentences(app: "Flask") -> None:
    """Do the same for what is put into a translated sentence; install after the languages."""
    known: dict[str, Any] = app.jinja_env.globals
    known.update({name: _telling(known[name]) for name in SENTENCES})


def shown(value: object) -> object:
    return told(value) if type(value) is str else value


def _telling(sentence: Callable[..., Any]) -> Callable[..., Any]:
    @pass_context
    def with_seen_values(context: Context, /, *words: Any, **values: Any) -> Any:  # noqa: ANN401 -- as gettext has them
        return context.call(sentence, *words, **{name: shown(value) for name, value in values.items()})

    return with_seen_values
