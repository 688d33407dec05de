"""One-time codes as the pages handle them: the key, and the browser that a code is bound to."""

from adapters.keys import KeyPurpose
from adapters.secrets import CodeMaker
from webapp.parts import parts


def code_maker() -> CodeMaker:
    return CodeMaker(parts().keys.derived(KeyPurpose.CODES))
