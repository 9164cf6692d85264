"""The page a reader meets: one self-contained HTML file made from a Story."""

from onrecord.report.html import render_index, render_report

__all__ = ["render_index", "render_report"]
