"""What each sign of a link is worth: log-odds, fitted by `training/streams.py`.

Logistic regression on the pairs the index proposes for an incident stream, thirteen numbers in
all. `base` is what two reports start from. Fitting on four fifths of the incidents, or of the
days, and measuring on the rest is reported in docs/evaluation.md.
"""

from collections.abc import Mapping

Weights = Mapping[str, float]

WEIGHTS: Weights = {
    "base": -2.08,
    "words": 4.62,
    "headline": 3.47,
    "name": 1.99,
    "capitals": 7.22,
    "ages": 0.85,
    "other ages": -1.53,
    "places": 0.08,
    "other places": -2.26,
    "days": 1.99,
    "other days": -1.5,
    "gap": -0.76,
    "outlet": -1.93,
}
