"""立証パッケージ: one ZIP from which a court can check a concluded contract without this program (MK-92)."""

from workflows.evidence.gathering import NoEvidenceYet, holds
from workflows.evidence.package import EvidencePackage, evidence_package

__all__ = ["EvidencePackage", "NoEvidenceYet", "evidence_package", "holds"]
