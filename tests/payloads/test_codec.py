import pytest
from temporalio.api.common.v1 import Payload

from adapters.keys import KeyPurpose, MasterKey, MasterKeys
from adapters.payloads import (
    LARGEST_PAYLOAD,
    EncryptingCodec,
    PayloadKeys,
    PayloadNotOurs,
    PayloadTooLarge,
    data_converter,
    payload_keys,
)

KEY = MasterKey(b"k" * 32)
KEYS = payload_keys(MasterKeys.of(KEY))
CODEC = EncryptingCodec(KEYS)


class Alias(PayloadKeys):
    def named(self, name: str) -> bytes:  # noqa: ARG002 -- whatever it is called
        return KEY.derived(KeyPurpose.PAYLOADS)


def plain(data: bytes) -> Payload:
    return Payload(metadata={"encoding": b"json/plain"}, data=data)


@pytest.mark.parametrize("data", [b"", b'"short"', b'"long"' * 10_000])
async def test_a_payload_comes_back_as_it_was(data: bytes) -> None:
    (encoded,) = await CODEC.encode([plain(data)])
    assert data not in encoded.SerializeToString() or not data
    assert encoded.metadata["key-id"].decode() == KEY.key_id.hex()
    assert await CODEC.decode([encoded]) == [plain(data)]


async def test_long_payloads_are_squeezed() -> None:
    (encoded,) = await CODEC.encode([plain(b"same" * 10_000)])
    assert encoded.ByteSize() < 1000


async def test_a_payload_that_is_not_encrypted_is_refused() -> None:
    with pytest.raises(PayloadNotOurs) as refusal:
        await CODEC.decode([plain(b"{}")])
    assert refusal.value.code == "not_encrypted"
    assert refusal.value.non_retryable


async def test_a_payload_over_the_cap_is_refused_before_it_leaves() -> None:
    with pytest.raises(PayloadTooLarge) as refusal:
        await CODEC.encode([plain(b"x" * LARGEST_PAYLOAD)])
    assert refusal.value.size > LARGEST_PAYLOAD
    assert refusal.value.non_retryable


@pytest.mark.parametrize("place", [0, 12, -1])
async def test_a_changed_payload_is_refused(place: int) -> None:
    (encoded,) = await CODEC.encode([plain(b"{}")])
    data = bytearray(encoded.data)
    data[place] ^= 1
    encoded.data = bytes(data)
    with pytest.raises(PayloadNotOurs, match="changed"):
        await CODEC.decode([encoded])


async def test_an_older_key_still_opens_and_an_unknown_one_does_not() -> None:
    (encoded,) = await CODEC.encode([plain(b"{}")])
    newer = payload_keys(MasterKeys.of(MasterKey(b"n" * 32), KEY))
    assert await EncryptingCodec(newer).decode([encoded]) == [plain(b"{}")]
    with pytest.raises(PayloadNotOurs, match="unknown_key"):
        await EncryptingCodec(payload_keys(MasterKeys.of(MasterKey(b"x" * 32)))).decode([encoded])


async def test_the_name_of_the_key_is_authenticated() -> None:
    (encoded,) = await CODEC.encode([plain(b"{}")])
    encoded.metadata["key-id"] = b"alias"
    with pytest.raises(PayloadNotOurs, match="changed"):
        await EncryptingCodec(Alias(KEYS.master)).decode([encoded])


async def test_values_pass_through_the_data_converter() -> None:
    converter = data_converter(KEYS)
    (payload,) = await converter.encode(["契約"])
    assert "契約" not in payload.data.decode(errors="replace")
    assert await converter.decode([payload]) == ["契約"]


def test_the_keys_are_not_shown_in_print() -> None:
    assert repr(KEY.secret)[2:-1] not in repr(KEYS)
