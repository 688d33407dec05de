"""Which glyph of a font stands for a character in vertical text or with a variation selector."""

from fontTools.ttLib import TTFont


def upright_forms(tables: TTFont) -> dict[str, str]:
    """Return the single substitutions of GSUB `vert`."""
    if "GSUB" not in tables:
        return {}
    gsub = tables["GSUB"].table
    lookups = {
        index
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag == "vert"
        for index in record.Feature.LookupListIndex
    }
    forms: dict[str, str] = {}
    for index in sorted(lookups):
        for table in gsub.LookupList.Lookup[index].SubTable:
            forms.update(getattr(getattr(table, "ExtSubTable", table), "mapping", {}))
    return forms


def variation_names(tables: TTFont) -> dict[str, str]:
    """Return glyph names of ideographic variation sequences that differ from the base character."""
    return {
        chr(base) + chr(selector): name
        for table in tables["cmap"].tables
        if table.format == 14  # noqa: PLR2004  # cmap format 14: Unicode variation sequences
        for selector, pairs in table.uvsDict.items()
        for base, name in pairs
        if name is not None
    }
