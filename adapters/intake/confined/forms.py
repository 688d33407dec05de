from collections.abc import Iterator

from pikepdf import AcroFormField, Annotation, Array, Dictionary, Object, Pdf


def flatten_forms_and_annotations(pdf: Pdf) -> bool:
    """Bake what the screen shows of fields and annotations into the pages; say whether there were fields."""
    if not any(annotation.get("/Subtype") == "/Widget" for annotation in _annotations(pdf)):
        pdf.flatten_annotations("screen")
        return False
    _draw_values_without_appearance(pdf)
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/NeedAppearances" in form:
        # qpdf leaves fields unflattened while this asks a viewer to redraw them.
        del form["/NeedAppearances"]
    pdf.flatten_annotations("screen")
    return True


def _annotations(pdf: Pdf) -> Iterator[Dictionary]:
    for page in pdf.pages:
        annotations: Object | None = page.obj.get("/Annots")
        if isinstance(annotations, Array):
            yield from (each for each in annotations if isinstance(each, Dictionary))


def _draw_values_without_appearance(pdf: Pdf) -> None:
    form = pdf.acroform
    for page in pdf.pages:
        for widget in form.get_widget_annotations_for_page(page):
            field = form.get_field_for_annotation(widget)
            if not _has_appearance(widget.obj) and (field.is_text or field.is_choice):
                _draw_appearance(pdf, field, widget)


def _draw_appearance(pdf: Pdf, field: AcroFormField, widget: Annotation) -> None:
    value = field.value_as_string
    if value.isascii():
        field.generate_appearance(widget)
    elif not value.isspace():
        from adapters.intake.confined.values import draw_value  # noqa: PLC0415 - fonts load only when needed

        draw_value(pdf, widget.obj, value)


def _has_appearance(widget: Object) -> bool:
    appearance = widget.get("/AP")
    return isinstance(appearance, Dictionary) and "/N" in appearance
