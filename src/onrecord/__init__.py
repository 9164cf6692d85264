"""onrecord reads a pile of reports and puts on the record who said what, and where."""

__version__ = "0.1.0"
