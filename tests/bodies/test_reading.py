"""The words of real PDFs come into the database, as they stand now, and only there."""

import threading

import pytest
from sqlalchemy import update

from adapters.bodies import can_read_pictures, words_of
from adapters.secrets import NoKeyOpens
from contracts.body_reading import BodyRead
from contracts.finding import BodyState, folded
from database.contract import Contract
from database.contract_body import ContractBody
from database.document import DocumentVersion
from tests.bodies.papers import printed, scanned
from tests.bodies.shelf import Shelf


@pytest.mark.shows("MK-88", "SR-11", "SR-12")
def test_a_contract_is_found_by_what_its_document_says_however_the_pdf_spells_it(shelf: Shelf) -> None:
    contract = shelf.holds(
        printed(
            ["秘 密 保 持 に 関 す る 条 項", "乙は契約に定める受"],
            ["電⼦契約の社⻑印　第十二条", "託業務を行う。ＡＢＣ"],
        )
    )
    shelf.is_read()
    for typed in ("秘密保持に関する条項", "電子契約の社長印", "第12条", "abc", "定める受"):
        assert shelf.found(typed) == {contract}, typed
    assert shelf.found("建物賃貸借契約書 社長印") == {contract}
    assert shelf.found("建物賃貸借契約書 -社長印").isdisjoint({contract})
    assert shelf.found("定める受託業務") == set()


def test_lines_of_a_page_are_one_text(shelf: Shelf) -> None:
    contract = shelf.holds(
        printed(["当事者は誠実に協議して紛争を解", "決する。", "The confiden", "tial part"])
    )
    shelf.is_read()
    assert shelf.found("紛争を解決する") == {contract}
    assert shelf.found('"confiden tial"') == {contract}


def test_what_changes_is_read_again_and_the_old_words_find_nothing(shelf: Shelf) -> None:
    contract = shelf.holds(printed(["すずらん条項"]))
    shelf.is_read()
    shelf.office.new_version(contract, data=printed(["ひなげし条項"]))
    shelf.told(contract)
    assert shelf.found("すずらん") == {contract}
    shelf.is_read()
    assert shelf.found("すずらん") == set()
    assert shelf.found("ひなげし") == {contract}


def test_nobody_has_to_tell_of_a_change_for_it_to_be_noticed(shelf: Shelf) -> None:
    untold = shelf.office.draft([1]).contract
    shelf.office.new_version(untold, data=printed(["あさがお条項"]))
    shelf.is_read()
    assert shelf.found("あさがお") == {untold}
    with shelf.office.opened.database.writing() as session:
        row = session.query(Contract).filter_by(public_id=untold).one()
        session.execute(
            update(DocumentVersion)
            .where(DocumentVersion.contract_id == row.id)
            .values(removed_at=row.created_at)
        )
    shelf.is_read()
    assert shelf.found("あさがお") == set()
    body = shelf.body(untold)
    assert body is not None
    assert body.state == BodyState.NONE


def test_what_changes_while_it_is_read_stays_to_be_read(shelf: Shelf) -> None:
    contract = shelf.holds(printed(["ひまわり条項"]))
    job = shelf.desk.next()
    assert job is not None
    assert job.contract == contract
    shelf.office.new_version(contract, data=printed(["こすもす条項"]))
    shelf.desk.file(job, BodyRead(BodyState.READ))
    body = shelf.body(contract)
    assert body is not None
    assert body.state == BodyState.WAITING
    shelf.is_read()
    assert shelf.found("こすもす") == {contract}


def test_the_newest_comes_before_what_is_behind(shelf: Shelf) -> None:
    old, new = shelf.holds(printed(["古い"])), shelf.holds(printed(["新しい"]))
    with shelf.office.opened.database.writing() as session:
        behind = update(ContractBody).where(ContractBody.contract_id == shelf.office.contract(new).id)
        session.execute(behind.values(state=BodyState.BEHIND))
    job = shelf.desk.next()
    assert job is not None
    assert job.contract == old
    shelf.is_read()


def test_a_file_that_is_no_pdf_or_gone_is_said_and_holds_nothing_up(shelf: Shelf) -> None:
    broken = shelf.holds(b"%PDF-1.7 nothing more")
    gone = shelf.holds(printed(["消えたファイル"]))
    file = shelf.desk.next()
    assert file is not None
    shelf.office.opened.files.shred(file.files[0].object_id)
    sound = shelf.holds(printed(["無事なファイル"]))
    shelf.is_read()
    states = [body.state for one in (broken, gone) if (body := shelf.body(one))]
    assert states == [BodyState.FAILED, BodyState.FAILED]
    assert shelf.found("無事な") == {sound}
    assert shelf.desk.again() == 2
    shelf.is_read()
    assert shelf.desk.counts()[BodyState.FAILED] == 2


@pytest.mark.shows("MK-26")
@pytest.mark.skipif(not can_read_pictures(), reason="Tesseract with its Japanese data is not installed here")
def test_a_scanned_page_is_found_by_a_phrase_in_it(shelf: Shelf) -> None:
    contract = shelf.holds(scanned("秘密保持契約書", "損害賠償の上限を定める。", stamp="ID-1"))
    shelf.is_read(read_scans=False)
    body = shelf.body(contract)
    assert body is not None
    assert body.state == BodyState.PART
    assert shelf.found("損害賠償の上限") == set()
    shelf.is_read(read_scans=True)
    assert shelf.found("損害賠償の上限") == {contract}
    body = shelf.body(contract)
    assert body is not None
    assert body.state == BodyState.READ


def test_without_a_reader_of_pictures_a_scan_is_told_as_one() -> None:
    read = words_of(scanned("秘密保持契約書"), pictures=False)
    assert read is not None
    assert (read.unread, read.texts[0].strip()) == (1, "")


def test_the_original_lies_encrypted_and_opens_as_this_contract_alone(shelf: Shelf) -> None:
    contract = shelf.holds(printed(["㈱秘密の条項　第十二条"]))
    shelf.is_read()
    body = shelf.body(contract)
    assert body is not None
    assert body.sealed is not None
    assert body.text == "株式会社秘密の条項第12条"
    ((document, page, text),) = shelf.safe.opened(body.sealed, contract)
    assert (document, page, text.strip()) == (1, 1, "㈱秘密の条項　第十二条")
    assert folded("秘密の条項").encode() not in body.sealed
    with pytest.raises(NoKeyOpens):
        shelf.safe.opened(body.sealed, "another")


def test_with_the_setting_off_no_words_are_kept(shelf: Shelf) -> None:
    contract = shelf.holds(printed(["のばら条項"]))
    shelf.is_read()
    assert shelf.is_on_disk("のばら条項")
    reading = shelf.reading(search_bodies=False)
    assert not reading.look_round()
    assert not reading.turn()
    assert shelf.body(contract) is None
    assert shelf.desk.counts() == {}
    assert not shelf.is_on_disk("のばら条項")
    shelf.is_read()
    assert shelf.found("のばら") == {contract}


def test_one_reader_in_a_process_is_enough_and_stops_when_told(shelf: Shelf) -> None:
    contract = shelf.holds(printed(["りんどう条項"]))
    reading, stop = shelf.reading(), threading.Event()
    thread = threading.Thread(target=reading.keep_up, args=(stop,))
    thread.start()
    waited = threading.Event()
    for _ in range(600):
        if shelf.found("りんどう"):
            break
        waited.wait(0.05)
    reading.keep_up(threading.Event())
    stop.set()
    thread.join(30)
    assert not thread.is_alive()
    assert shelf.found("りんどう") == {contract}
