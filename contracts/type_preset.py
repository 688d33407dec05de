"""What a 契約種別 sets beforehand, as data an administrator edits (IM-19, IM-20, CF-02, CF-03, CF-09)."""

from dataclasses import dataclass
from enum import StrEnum

from contracts.standing import PartyKind, Standing

OTHER = "その他"
LESSEE = "借主"
MOST_BOXES = 10


class CodeUse(StrEnum):
    """Whether a party's access code is not used, may be set, or must be set (CF-02)."""

    OFF = "off"
    OPTIONAL = "optional"
    REQUIRED = "required"


class FieldKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class PresetDocument:
    """必要書類 as a type asks for it (CS-20)."""

    title: str
    note: str = ""
    required: bool = True
    is_identity: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One party as a type proposes it: `order` is 署名順, `own` signs for the sender's company.

    `ours`: the side that the sender's company takes if it is a party or its agent (AD-10). `brokered_only`:
    proposed only where the sender's company stands between both; `brokered_order` is 署名順 then, 0 the same.
    `seal_methods` and `hint` empty are the organisation's; `access_code` empty is the type's (CodeUse).
    """

    role: str
    kind: str = PartyKind.INDIVIDUAL.value
    order: int = 1
    own: bool = False
    as_proxy: bool = False
    names_only: bool = False
    ours: bool = False
    brokered_only: bool = False
    brokered_order: int = 0
    imprint: bool = True
    seal_methods: str = ""
    access_code: str = ""
    hint: str = ""
    may_hand_over: bool = False
    documents: tuple[PresetDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomField:
    """An item of the contract's own facts; `choices` are offered where `kind` is choice.

    Nothing is sent while a `required` one is empty. One that is not `used` any more is asked of nobody, and
    what contracts say for it stays (MK-04). `help` is shown beside its field.
    """

    code: str
    label: str
    kind: str = FieldKind.TEXT.value
    choices: tuple[str, ...] = ()
    required: bool = False
    help: str = ""
    used: bool = True


@dataclass(frozen=True, slots=True)
class TypePreset:
    """`guarantee_limit`: 極度額 must be stated (AD-15). `lessee_signs`: a 借主 must sign (IM-25).

    `hands_over_freely`: everybody may be let hand over; else only the roles named for each kind, where
    その他 stands for every role not named by a lease (IM-45, CF-03). `link_days` 0 are the organisation's.
    `min_signature_boxes` is asked of each party that makes an imprint (CF-09).
    """

    parties: tuple[Block, ...] = ()
    standing: str = ""
    guarantee_limit: bool = False
    lessee_signs: bool = False
    hands_over_freely: bool = True
    hands_over_individual: tuple[str, ...] = ()
    hands_over_corporate: tuple[str, ...] = ()
    code_individual: str = CodeUse.OPTIONAL.value
    code_corporate: str = CodeUse.OPTIONAL.value
    hint: str = ""
    custom_fields: tuple[CustomField, ...] = ()
    min_signature_boxes: int = 0
    link_days: int = 0

    def code_use(self, role: str, kind: str) -> CodeUse:
        """Return what holds for a party: what its role says, else what the type says of its kind."""
        own = next((block.access_code for block in self.parties if block.role == role), "")
        usual = self.code_individual if kind == PartyKind.INDIVIDUAL else self.code_corporate
        return CodeUse(own or usual)

    def least_boxes(self, *, imprint: bool) -> int:
        """Return how many signature boxes a party needs on the document before it can be sent."""
        return self.min_signature_boxes if imprint else 0

    @property
    def items(self) -> tuple[CustomField, ...]:
        """Return the own items that are in use, in their order."""
        return tuple(one for one in self.custom_fields if one.used)

    @property
    def usual_standing(self) -> str:
        return self.standing if self.standing in set(Standing) else ""
