"""The month of cxsim a second time: slow, plain NumPy, written from docs/month.md and not from the C++.

The tests hold it against the core person by person. Read it to see the whole model in one sitting: `month` (the order
of everything), `people` (states, joining), `routes` (where people go), `encounters` (what they feel there), `recovery`
(what becomes of a failure), `privacy` (what becomes of
their data), `memory` (what stays with them), `answers` (what they say in surveys), `talk` (and to others), `commons` (what crosses between people), `leaving` (what makes
them go), `causes` (but for what they would have stayed), `coming` (who returns and who adopts); below these `parameters`, `philox` (luck) and `sums`.
"""

from .month import World

__all__ = ["World"]
