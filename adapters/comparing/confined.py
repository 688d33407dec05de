"""Reading the words of a PDF with pdfium; runs in the child only."""

import pypdfium2

from adapters.confinement import Answer, Json

_MOST_CHARACTERS = 2_000_000


def read(question: Answer) -> Answer:
    document = pypdfium2.PdfDocument(question.body)
    texts: list[Json] = []
    left = _MOST_CHARACTERS
    for page in document:
        text = page.get_textpage().get_text_range()[:left]
        texts.append(text)
        left -= len(text)
    return Answer({"texts": texts})
