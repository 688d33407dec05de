"""One authority and one concluded contract for the whole session: making RSA-3072 keys is slow."""

from pathlib import Path

import pytest

from adapters.sealing import Authority, OrderedTimestamper, Sealer, create_test_authority, load_authority
from tests.evidence import contract
from tests.evidence.clock import present


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder = tmp_path_factory.mktemp("authority")
    create_test_authority(folder, contract.PASSPHRASE, present())
    return load_authority(folder, contract.PASSPHRASE, present)


@pytest.fixture(scope="session")
def timestamper(authority: Authority) -> OrderedTimestamper:
    return contract.timestamper(authority)


@pytest.fixture(scope="session")
def sealer(authority: Authority, timestamper: OrderedTimestamper) -> Sealer:
    return Sealer(authority, timestamper, present)


@pytest.fixture(scope="session")
def prepared() -> bytes:
    return contract.prepared()


@pytest.fixture(scope="session")
def story(sealer: Sealer, prepared: bytes) -> contract.Story:
    return contract.told(sealer, prepared)


@pytest.fixture(scope="session")
def roots(authority: Authority) -> list[bytes]:
    return [authority.root_pem]


@pytest.fixture
def root_file(authority: Authority, tmp_path: Path) -> Path:
    path = tmp_path / "root.pem"
    path.write_bytes(authority.root_pem)
    return path
