from adapters.secrets.codes import CodeMaker
from adapters.secrets.links import LinkMaker
from adapters.secrets.member_codes import MemberCodeMaker
from adapters.secrets.pages import PageSafe
from adapters.secrets.safe import CodeSafe, NoKeyOpens
from adapters.secrets.temporary import PasswordMaker
from adapters.secrets.tokens import (
    API_TOKEN_PREFIX,
    digests_match,
    link_digest,
    link_token,
    new_api_token,
    new_session_id,
    token_digest,
)

__all__ = [
    "API_TOKEN_PREFIX",
    "CodeMaker",
    "CodeSafe",
    "LinkMaker",
    "MemberCodeMaker",
    "NoKeyOpens",
    "PageSafe",
    "PasswordMaker",
    "digests_match",
    "link_digest",
    "link_token",
    "new_api_token",
    "new_session_id",
    "token_digest",
]
