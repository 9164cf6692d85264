"""What each sign of a link is worth: log-odds, fitted by `training/streams.py`.

Logistic regression on the pairs the index proposes for an incident stream, thirteen numbers in
all. `base` is what two reports start from. Fitting on four fifths of the incidents, or of the
days, and measuring on the rest is reported in docs/evaluation.md.
"""

from collections.abc import Mapping

Weights = Mapping[str, float]

WEIGHTS: Weights = {
    "base": -2.09,
    "words": 4.64,
    "headline": 3.36,
    "name": 2.1,
    "capitals": 7.27,
    "ages": 0.84,
    "other ages": -1.56,
    "places": 0.06,
    "other places": -2.07,
    "days": 1.97,
    "other days": -1.56,
    "gap": -0.76,
    "outlet": -1.88,
}
