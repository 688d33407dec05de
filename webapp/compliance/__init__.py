"""コンプライアンス: certificates, audit log, timelines, exports; nothing here changes a contract."""

from webapp.compliance import audit, audit_export, certificate_export, certificates, timeline
from webapp.compliance.blueprint import blueprint

__all__ = ["audit", "audit_export", "blueprint", "certificate_export", "certificates", "timeline"]
