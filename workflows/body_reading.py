"""What reads documents for finding: the worker's own, and the command's."""

from functools import partial

from activities.body_reading import BodyReading, BodyTools
from adapters.bodies import can_read_pictures, words_of
from adapters.secrets import PageSafe
from database.body_desk import BodyDesk
from workflows.installation import Opened


def body_reading(opened: Opened) -> BodyReading:
    """With WARIFU_SEARCH_BODIES=no it has no tools, and takes out what was kept before."""
    tools = None
    if opened.settings.search_bodies:
        pictures = opened.settings.read_scans and can_read_pictures()
        tools = BodyTools(partial(words_of, pictures=pictures), pictures)
    return BodyReading(BodyDesk(opened.database), opened.files, PageSafe(opened.keys), tools)
