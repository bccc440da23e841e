"""Reports: what one is made from, out of the files of one snapshot, and the report itself before edits."""

from .filling import document_of, report_districts, report_input

__all__ = ["document_of", "report_districts", "report_input"]
