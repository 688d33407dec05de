"""コンプライアンス: certificates, audit log, timelines, exports, holds; nothing here changes a contract."""

from webapp.compliance import (
    archive_check_report,
    archive_checks,
    audit,
    audit_export,
    audit_verification,
    certificate_export,
    certificates,
    corrections,
    disposal,
    disposals,
    evidence,
    holds,
    late_stamps,
    tax_law,
    timeline,
)
from webapp.compliance.blueprint import blueprint

__all__ = [
    "archive_check_report",
    "archive_checks",
    "audit",
    "audit_export",
    "audit_verification",
    "blueprint",
    "certificate_export",
    "certificates",
    "corrections",
    "disposal",
    "disposals",
    "evidence",
    "holds",
    "late_stamps",
    "tax_law",
    "timeline",
]
