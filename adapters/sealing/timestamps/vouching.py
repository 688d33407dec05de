"""Which certificates of TSAs were lately found good: of a further token only the signature is verified.

Walking the way to the root again, with the same certificates and the same revocation data, finds the same:
within a contract's conclusion alone it would be walked for two tokens of one TSA.
"""

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from asn1crypto import x509

from adapters.sealing.trust import IssuerTrust

VOUCHED_FOR = timedelta(minutes=10)
REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class VouchedCertificates:
    """For how long each was found good, by all that the finding rests on."""

    _spans: OrderedDict[Hashable, tuple[datetime, datetime]] = field(default_factory=OrderedDict)

    def is_good(self, certificate: x509.Certificate, trust: IssuerTrust, at: datetime) -> bool:
        """Say whether it was found good for this moment with just these roots, lists and answers."""
        since, until = self._spans.get(_grounds(certificate, trust), (at, at))
        return since <= at < until

    def remember(self, path: Iterable[x509.Certificate], trust: IssuerTrust, at: datetime) -> None:
        """Keep that the last certificate of `path` is good, while none of the path has expired."""
        certificates = tuple(path)
        ends = [one["tbs_certificate"]["validity"]["not_after"].native for one in certificates]
        self._spans[_grounds(certificates[-1], trust)] = at, min(at + VOUCHED_FOR, *ends)
        while len(self._spans) > REMEMBERED:
            self._spans.popitem(last=False)


def _grounds(certificate: x509.Certificate, trust: IssuerTrust) -> Hashable:
    known = trust.roots, trust.intermediates, trust.revocation_lists(), trust.ocsp_responses()
    return certificate.sha256, known
