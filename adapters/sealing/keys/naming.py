"""The names and validity of a test authority's certificates."""

from datetime import timedelta

from cryptography import x509
from cryptography.x509.oid import NameOID, ObjectIdentifier

ORGANISATION = "割符 (テスト用・本番使用不可)"
ROOT = "割符 テスト用 ルート認証局"
ISSUING = "割符 テスト用 発行認証局"
SIGNER = "割符 テスト用 電子契約署名"
TSA = "割符 テスト用 時刻認証局"

YEAR = timedelta(days=365)
ROOT_LIFE = 20 * YEAR
ISSUING_LIFE = 15 * YEAR
TSA_LIFE = 11 * YEAR
SIGNER_LIFE = 5 * YEAR
CLOCK_SKEW = timedelta(minutes=5)
REVOCATION_LIST_LIFE = timedelta(days=7)

DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
TEST_POLICY = "1.3.6.1.4.1.55555.1.1"
REVOCATION_LIST_URL = "http://crl.warifu.invalid/{issuer}.crl"


def distinguished_name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )
