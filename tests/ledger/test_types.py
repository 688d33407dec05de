"""Own items of a 契約種別 as its settings say (MK-04, MK-05)."""

import pytest
from sqlalchemy import select

from contracts.preset_spelling import preset_from
from contracts.type_preset import CustomField, TypePreset
from database.contract_type import ContractType
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.ledger.keeping import filed, kind_with, says

AREA = CustomField("area", "面積", "number", required=True, help="平方メートルで")
NOTE = CustomField("note", "備考")


def preset_now(office: Office, kind: ContractType) -> TypePreset:
    with office.opened.database.reading() as session:
        return preset_from(session.get_one(ContractType, kind.id).preset)


@pytest.mark.shows("MK-04")
def test_items_of_a_type_are_ordered_explained_and_put_out_of_use(
    administrator: Clerk, office: Office
) -> None:
    kind = kind_with(office, "順番の契約", AREA, NOTE)
    sent = filed(office, "順番の契約書", type_id=kind.id)
    metadata, page = f"/contracts/{sent.contract}/metadata", f"/contract-types/{kind.public_id}"
    text = administrator.opens(metadata).text
    assert "平方メートルで" in text
    assert text.index("面積") < text.index("備考")
    administrator.sends(metadata, **{"custom-area": "12"})
    administrator.opens(page)
    administrator.sends(page, **{"field-1-place": "5", "field-1-used": None, "field-2-place": "1"})
    held = preset_now(office, kind)
    assert [one.code for one in held.custom_fields] == ["note", "area"]
    assert [one.code for one in held.items] == ["note"]
    assert 'name="custom-area"' not in administrator.opens(metadata).text
    assert says(office, sent, "custom:area") == "12", "what was said stays"
    assert "面積" in administrator.opens(f"{metadata}/history").text


@pytest.mark.shows("MK-05")
def test_a_type_in_use_is_hidden_and_no_address_deletes_it(administrator: Clerk, office: Office) -> None:
    kind = kind_with(office, "使われている契約", NOTE)
    sent = filed(office, "使われている契約書", type_id=kind.id)
    rules = {rule.rule for rule in administrator.site.url_map.iter_rules() if "contract-types" in rule.rule}
    assert not any("delet" in rule for rule in rules)
    for method in ("delete", "post"):
        answer = getattr(administrator.client, method)(f"/contract-types/{kind.public_id}/deletion")
        assert answer.status_code in {400, 404, 405}
    path = f"/contract-types/{kind.public_id}/visibility"
    administrator.opens(f"/contract-types/{kind.public_id}")
    administrator.sends(path, hidden="yes")
    with office.opened.database.reading() as session:
        assert (
            session.scalars(select(ContractType).where(ContractType.id == kind.id)).one().hidden_at
            is not None
        )
    assert "使われている契約" in administrator.opens(f"/contracts/{sent.contract}").text
