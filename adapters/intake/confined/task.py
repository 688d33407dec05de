"""From an upload to its working copy."""

import pikepdf

from adapters.confinement import Answer
from adapters.intake.confined.expansion import require_modest_streams
from adapters.intake.confined.fonts import has_fonts_outside
from adapters.intake.confined.forms import flatten_forms_and_annotations
from adapters.intake.confined.gate import opened, require_unsigned
from adapters.intake.confined.layers import flatten_layers
from adapters.intake.confined.looks import looks_changed
from adapters.intake.confined.margin import is_id_place_taken
from adapters.intake.confined.pages import require_page_count, require_page_sizes
from adapters.intake.confined.rewriting import rewritten
from adapters.intake.confined.sanitising import sanitise
from adapters.intake.outcomes import IntakeWarning, RefusalCode, UploadRefused

_WARNING_ORDER = tuple(IntakeWarning)


def make_working_copy(question: Answer) -> Answer:
    try:
        return _working_copy(question)
    except UploadRefused as refusal:
        return Answer({"refused": refusal.code, "facts": dict(refusal.facts)})


@pikepdf.explicit_conversion()
def _working_copy(question: Answer) -> Answer:
    limits = {name: int(str(most)) for name, most in question.facts.items()}
    with opened(question.body) as pdf:
        require_page_count(pdf, limits["pages"])
        require_page_sizes(pdf, limits["short_side"], limits["long_side"])
        require_unsigned(pdf)
        require_modest_streams(pdf)
        warnings = _normalise(pdf)
        page_count = len(pdf.pages)
        working = rewritten(pdf)
    warnings |= _checked(question.body, working, page_count, limits["compared_pages"])
    ordered = [code.value for code in _WARNING_ORDER if code in warnings]
    return Answer({"page_count": page_count, "warnings": list(ordered)}, working)


def _normalise(pdf: pikepdf.Pdf) -> set[IntakeWarning]:
    warnings = {IntakeWarning.REPAIRED} if pdf.get_warnings() else set()
    if flatten_layers(pdf):
        warnings.add(IntakeWarning.LAYERS_FLATTENED)
    if flatten_forms_and_annotations(pdf):
        warnings.add(IntakeWarning.FORM_FLATTENED)
    return warnings | sanitise(pdf)


def _checked(upload: bytes, working: bytes, page_count: int, compared: int) -> set[IntakeWarning]:
    warnings: set[IntakeWarning] = set()
    with opened(working) as copy:
        if len(copy.pages) != page_count:
            raise UploadRefused(RefusalCode.DAMAGED, cause="page_count")
        if has_fonts_outside(copy):
            warnings.add(IntakeWarning.FONTS_NOT_EMBEDDED)
    if looks_changed(upload, working, page_count, compared):
        warnings.add(IntakeWarning.LOOKS_CHANGED)
    if is_id_place_taken(working):
        warnings.add(IntakeWarning.ID_PLACE_TAKEN)
    return warnings
