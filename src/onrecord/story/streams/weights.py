"""What each sign of a link is worth: log-odds, fitted by `training/streams.py`.

Logistic regression on the pairs the index proposes for an incident stream, thirteen numbers in
all. `base` is what two reports start from. Fitting on four fifths of the incidents, or of the
days, and measuring on the rest is reported in docs/evaluation.md.
"""

from collections.abc import Mapping

Weights = Mapping[str, float]

WEIGHTS: Weights = {
    "base": -2.1,
    "words": 4.31,
    "headline": 3.36,
    "name": 2.28,
    "capitals": 7.91,
    "ages": 0.82,
    "other ages": -1.55,
    "places": 0.13,
    "other places": -2.0,
    "days": 2.09,
    "other days": -1.51,
    "gap": -0.77,
    "outlet": -1.87,
}
