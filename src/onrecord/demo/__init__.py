"""The sample story that ships with onrecord: eight invented reports on an invented dam.

It is demo, golden story and documentation at once. Every name, place, outlet, agency and
event in it is made up; nothing is taken from real news.
"""

from pathlib import Path


def find_demo() -> Path:
    """Return the folder of the sample story: reports and their `meta.csv`.

    >>> (find_demo() / "meta.csv").is_file()
    True
    """
    return Path(__file__).parent / "tarsk-dam"
