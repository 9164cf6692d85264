"""onrecord reads a pile of reports and puts on the record who said what, and where."""

import os

# Read when numpy is first imported. Its threads wait for each other longer than they work on
# matrices as small as ours; work is spread over processors by reports and by texts instead.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
