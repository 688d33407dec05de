"""Personal links: the mail carries the token, the row only what makes it again with the key."""

from adapters.secrets.tokens import link_digest, link_token, new_link_id, short_link_token
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

    def simple_url(self, secret_id: bytes) -> str:
        """Return the link of 簡易表示版: the same token, another page behind it (CL-04)."""
        return f"{self.url(secret_id)}/simple"

    def short_url(self, secret_id: bytes) -> str:
        """Return the link of the same row for an SMS."""
        return f"{self._base_url}/s/{short_link_token(self._key, secret_id)}"

    def short_digest(self, secret_id: bytes) -> str:
        return link_digest(short_link_token(self._key, secret_id))

    def reset_url(self, secret_id: bytes) -> str:
        return f"{self._base_url}/password/reset/{link_token(self._key, secret_id)}"

    def address_url(self, secret_id: bytes) -> str:
        return f"{self._base_url}/address/confirmation/{link_token(self._key, secret_id)}"

    def account_url(self, secret_id: bytes) -> str:
        """Return the link that proves the address of a reader's account."""
        return f"{self._base_url}/account/link/{link_token(self._key, secret_id)}"

    def share_url(self, secret_id: bytes) -> str:
        """Return the link of a version that is shared with somebody outside (MK-41)."""
        return f"{self._base_url}/shared/link/{link_token(self._key, secret_id)}"
