"""Excel workbooks: written here, and read in a confined child, as somebody uploaded them (threats.md T50)."""

from adapters.workbooks.reading import WorkbookRefused, is_workbook, rows_of_workbook
from adapters.workbooks.writing import workbook_of

__all__ = ["WorkbookRefused", "is_workbook", "rows_of_workbook", "workbook_of"]
