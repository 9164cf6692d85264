"""A story for other programs and for the terminal: one module per form.

Everything here reads a `Story` and writes text; nothing is found, merged or decided.
"""

from onrecord.export.csv_tables import save_csv_tables as export_csv
from onrecord.export.formats import export_story

__all__ = ["export_csv", "export_story"]
