"""The equations of the model, each as a function of numbers and arrays, and one encounter by hand.

Every function runs the very code that the month runs, in its single precision. Arguments have whole words for names and
broadcast like those of NumPy; what is left out is at its neutral value. Parameters are the defaults of the rows unless
`company=` brings its own, and any of them can differ by name. What cannot be taken is refused, with the allowed range or
the nearest name.

>>> import cxsim as cx
>>> round(cx.model.perceived(delivered=6.5, will=7, should=8), 3)
6.54
>>> cx.model.perceived(delivered=[5, 6.5, 8], will=7, should=8, assimilation=0.5)
array([5.99, 6.74, 7.49], dtype=float32)
>>> cx.model.encounter(will=7, should=8, width=1.2, delivered=6.5).verdict
'below the zone'
"""

from . import equations
from .encounter import Encounter, encounter
from .equations import *
from .odds import adoption_probability, leaving_probability

__all__ = ["Encounter", "adoption_probability", "encounter", "leaving_probability"]
__all__ += equations.__all__
