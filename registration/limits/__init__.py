"""The limits of registration: which there are, what they say, and which a roster breaks. Pure.

A limit is one class in one file of `kinds/`. Its JSON form is `{"limit": code, "severity": "refuse" | "ask" | "warn",
...}` with the parameters that the class declares: a new kind brings its setting, its sentence and its check together.
"""

from registration.limits.broken import (
    arranged,
    broken,
    confirming,
    needed,
    overall,
    plays_in_teams,
    questions,
    refusing,
    unranked,
)
from registration.limits.limit import FACTS, GROUPS, OF_PERSON, SEVERITIES, Example, Limit, Problem
from registration.limits.parameters import Parameter
from registration.limits.reading import NAMING_CONTESTS, BadLimits, Wrong, contests_named, read_limits, write_limits
from registration.limits.registry import KINDS
from registration.limits.roster import (
    Contest,
    Division,
    Member,
    Others,
    Partner,
    Person,
    Roster,
    Team,
    fitting,
    settled,
)

__all__ = [
    "FACTS",
    "GROUPS",
    "KINDS",
    "NAMING_CONTESTS",
    "OF_PERSON",
    "SEVERITIES",
    "BadLimits",
    "Contest",
    "Division",
    "Example",
    "Limit",
    "Member",
    "Others",
    "Parameter",
    "Partner",
    "Person",
    "Problem",
    "Roster",
    "Team",
    "Wrong",
    "arranged",
    "broken",
    "confirming",
    "contests_named",
    "fitting",
    "needed",
    "overall",
    "plays_in_teams",
    "questions",
    "read_limits",
    "refusing",
    "settled",
    "unranked",
    "write_limits",
]
