"""Personal links: the mail carries the token, the row only what makes it again with the key."""

from adapters.secrets.tokens import link_digest, link_token, new_link_id
from contracts.letters import Minted


class LinkMaker:
    def __init__(self, key: bytes, base_url: str) -> None:
        self._key = key
        self._base_url = base_url

    def mint(self) -> Minted:
        secret_id = new_link_id()
        return Minted(secret_id, link_digest(link_token(self._key, secret_id)))

    def url(self, secret_id: bytes) -> str:
        return f"{self._base_url}/c/l/{link_token(self._key, secret_id)}"

    def reset_url(self, secret_id: bytes) -> str:
        return f"{self._base_url}/password/reset/{link_token(self._key, secret_id)}"
