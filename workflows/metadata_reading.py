"""What reads 契約情報 from documents: the worker's own, and the tests'."""

from functools import partial

from activities.metadata_reading import MetadataReading
from adapters.bodies import can_read_pictures, words_of
from adapters.reading import proposals_in
from adapters.secrets import PageSafe
from database.reading_desk import ReadingDesk
from workflows.installation import Opened


def metadata_reading(opened: Opened) -> MetadataReading:
    pictures = opened.settings.read_scans and can_read_pictures()
    words = partial(words_of, pictures=pictures)
    desk = ReadingDesk(opened.database)
    return MetadataReading(desk, opened.files, PageSafe(opened.keys), words, proposals_in)
