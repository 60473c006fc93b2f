"""The limits of registration: which there are, what they say, and which a roster breaks. Pure.

A limit is one class in one file of `kinds/`. Its JSON form is `{"limit": code, "severity": "refuse" | "warn", ...}`
with the parameters that the class declares: a new kind brings its setting, its sentence and its check together.
"""

from registration.limits.broken import broken, questions, refusing
from registration.limits.limit import SEVERITIES, Example, Limit, Problem
from registration.limits.parameters import Parameter
from registration.limits.reading import BadLimits, Wrong, read_limits, write_limits
from registration.limits.registry import KINDS
from registration.limits.roster import Contest, Division, Person, Roster, fitting, settled

__all__ = [
    "KINDS",
    "SEVERITIES",
    "BadLimits",
    "Contest",
    "Division",
    "Example",
    "Limit",
    "Parameter",
    "Person",
    "Problem",
    "Roster",
    "Wrong",
    "broken",
    "fitting",
    "questions",
    "read_limits",
    "refusing",
    "settled",
    "write_limits",
]
