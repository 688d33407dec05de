"""書類の一覧: what was concluded with this address, found by the reader's own items (GM-23, GM-24)."""

from flask import Response, request
from flask_babel import lazy_gettext as _l

from contracts.keeping import Keeping
from database.queries.reader_papers import Waiting, keep_due, waiting_for
from database.queries.reader_shelf import ShelfOrder, shelf_page
from webapp.parts import parts
from webapp.readers.blueprint import blueprint
from webapp.readers.guard import reader
from webapp.readers.pages import UNPROCESSABLE, page
from webapp.readers.seeking import sought_in

ORDERS = {
    ShelfOrder.CONCLUDED: _l("締結が新しい順"),
    ShelfOrder.ENDS: _l("契約満了日が早い順"),
    ShelfOrder.AMOUNT: _l("契約金額が大きい順"),
    ShelfOrder.TITLE: _l("文書名順"),
}


@blueprint.get("/papers")
def papers() -> Response:
    """Show the shelf; what came meanwhile is put on it first, since an account keeps by itself (CL-46)."""
    waiting = _kept_and_waiting()
    sought = sought_in(request.args)
    found = None
    if sought.is_readable:
        with parts().database.reading() as session:
            found = shelf_page(session, reader().reader, sought.wanted())
    status = 200 if found else UNPROCESSABLE
    return page("papers", status, sought=sought, found=found, waiting=waiting, orders=ORDERS)


def _kept_and_waiting() -> list[Waiting]:
    """Keep what is due and return what is not to be had without its sender or its own page."""
    with parts().database.reading() as session:
        waiting = waiting_for(session, reader().reader)
    if not any(one.keeping is Keeping.OPEN for one in waiting):
        return waiting
    with parts().database.writing() as session:
        keep_due(session, reader().reader)
    return [one for one in waiting if one.keeping is not Keeping.OPEN]
