"""A row as one line to be pasted: who, what, where, when, the characters and the file's hash.

The parts follow the sourcing practice of ICD 206: what was said by whom, the outlet and its
date, the address, and enough to find the same characters again.
"""

from onrecord.report.views.figures import FigureView
from onrecord.report.views.missed import MissedView
from onrecord.report.views.rows import RowView
from onrecord.report.views.timeline import EventView

Cited = RowView | FigureView | EventView | MissedView


def cite(view: Cited) -> str:
    """Write a row as a citation."""
    if isinstance(view, RowView):
        words = " … ".join(view.words)
        said = f"{view.speaker} {view.act.word}" + (f": “{words.strip('“”')}”" if words else "")
        hops = "".join(f", reported by {hop}" for hop in view.hops)
        return _cite(view, said + hops, f"{'said' if view.said else 'published'} {view.date.label}")
    if isinstance(view, FigureView):
        counted = "" if view.counted in view.words else f" {view.counted}"
        whose = view.place.outlet if view.own_voice else view.whose
        return _cite(view, f"{whose}: “{view.words}{counted}”", f"{view.dated} {view.date.label}")
    if isinstance(view, MissedView):
        return _cite(view, f"Missed: “{view.words}” ({view.reason})", "")
    return _cite(view, f"{view.whose}: “{view.words}”", "")


def _cite(view: Cited, said: str, when: str) -> str:
    place = view.place
    parts = (
        said,
        when,
        f"{place.outlet}, {place.published.label}",
        view.original or "",
        f"characters {view.characters}, SHA-256 {place.anchor[2:]}…, row {view.anchor}",
    )
    return ". ".join(part for part in parts if part) + "."
