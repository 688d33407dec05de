"""Personal links: the mail carries the token, the row only what makes it again with the key."""

from adapters.keys import PurposeKeys
from adapters.secrets.tokens import LINK_ID_BYTES, link_digest, link_token, short_link_token
from contracts.letters import Minted


class LinkMaker:
    """Made with the keys of `KeyPurpose.LINKS`."""

    def __init__(self, keys: PurposeKeys, base_url: str) -> None:
        self._keys = keys
        self._base_url = base_url

    def mint(self) -> Minted:
        secret_id = self._keys.new_id(LINK_ID_BYTES)
        return Minted(secret_id, link_digest(self._token(secret_id)))

    def url(self, secret_id: bytes) -> str:
        return f"{self._base_url}/c/l/{self._token(secret_id)}"

    def simple_url(self, secret_id: bytes) -> str:
        """Return the link of 簡易表示版: the same token, another page behind it (CL-04)."""
        return f"{self.url(secret_id)}/simple"

    def short_url(self, secret_id: bytes) -> str:
        """Return the link of the same row for an SMS."""
        return f"{self._base_url}/s/{self._short_token(secret_id)}"

    def short_digest(self, secret_id: bytes) -> str:
        return link_digest(self._short_token(secret_id))

    def reset_url(self, secret_id: bytes) -> str:
        return f"{self._base_url}/password/reset/{self._token(secret_id)}"

    def address_url(self, secret_id: bytes) -> str:
        return f"{self._base_url}/address/confirmation/{self._token(secret_id)}"

    def account_url(self, secret_id: bytes) -> str:
        """Return the link that proves the address of a reader's account."""
        return f"{self._base_url}/account/link/{self._token(secret_id)}"

    def share_url(self, secret_id: bytes) -> str:
        """Return the link of a version that is shared with somebody outside (MK-41)."""
        return f"{self._base_url}/shared/link/{self._token(secret_id)}"

    def _token(self, secret_id: bytes) -> str:
        return link_token(self._keys.of(secret_id), secret_id)

    def _short_token(self, secret_id: bytes) -> str:
        return short_link_token(self._keys.of(secret_id), secret_id)
