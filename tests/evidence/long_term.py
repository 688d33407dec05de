"""pyHanko's own long-term validation at any moment (ETSI EN 319 102-1, section 5.6.3)."""

import asyncio
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from asn1crypto import crl
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESSubIndic
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer

from adapters.sealing import Authority
from adapters.sealing.keys.authority import as_asn1


def specification(authority: Authority, moment: datetime, *trusted: Authority) -> PdfSignatureValidationSpec:
    """Believe these authorities, each with the lists it gives at that moment."""
    believed = [replace(one, clock=lambda: moment) for one in (authority, *trusted)]
    lists = [der for one in believed for der in one.revocation_lists()]
    return PdfSignatureValidationSpec(
        SignatureValidationSpec(
            cert_validation_policy=CertValidationPolicySpec(
                trust_manager=SimpleTrustManager.build([as_asn1(one.root) for one in believed]),
                revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
            ),
            revinfo_gathering_policy=RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY),
            local_knowledge=LocalKnowledge(
                known_crls=[CRLContainer(crl.CertificateList.load(one)) for one in lists]
            ),
        )
    )


def indication(
    signature: EmbeddedPdfSignature, authority: Authority, moment: datetime, *trusted: Authority
) -> AdESSubIndic:
    signature.compute_integrity_info()  # type: ignore[no-untyped-call]  # pyHanko is partly untyped
    timing = ValidationTimingInfo(moment, moment, point_in_time_validation=False)
    validation = ades_lta_validation(signature, specification(authority, moment, *trusted), timing)
    return asyncio.run(validation).ades_subindic


def indications(pdf: bytes, authority: Authority, moment: datetime, *trusted: Authority) -> set[AdESSubIndic]:
    signatures = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    assert signatures
    return {indication(one, authority, moment, *trusted) for one in signatures}
