"""Simulation error and doubt: what a decision is worth when the numbers that nobody knows are drawn, not taken as given.

`beliefs` says what is in doubt, `draws` where it stands in a draw, `levers` what that does to a lever, `anchors` what a firm
knows all the same, `drawn` runs the worlds, `tornado` asks which number would turn the decision.
"""

from .beliefs import Beliefs
from .drawn import Doubt, interval_in_doubt, run_in_doubt
from .tornado import tornado_table

__all__ = ["Beliefs", "Doubt", "interval_in_doubt", "run_in_doubt", "tornado_table"]
