"""What is recorded and waits for its timestamp, in words (LW-11)."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.effects import EffectKind

STEPS: dict[EffectKind, LazyString] = {
    EffectKind.PREPARE_ROUND: _l("送信する文書の署名（付与後に依頼を送ります）"),
    EffectKind.SEAL_AGREEMENT: _l("同意の署名（付与後に次の署名順へ進みます）"),
    EffectKind.CONCLUDE: _l("締結の署名（付与後に合意証明書を作成します）"),
    EffectKind.CERTIFY: _l("合意証明書の署名（付与後に締結完了となり、メールを送ります）"),
}


def waiting_step(kind: EffectKind) -> LazyString:
    return STEPS[kind]
