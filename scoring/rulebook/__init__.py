"""The rule book: pure, exact, deterministic. One case in, one outcome out, every answer with its reason."""

from scoring.rulebook.base.sentences import CaseProblems
from scoring.rulebook.base.version import VERSION
from scoring.rulebook.cases.case import problems_of, read_case
from scoring.rulebook.cases.caseshape import case_schema
from scoring.rulebook.cases.moves import award_moves, moves, table_moves
from scoring.rulebook.cases.outcome import outcome_of
from scoring.rulebook.cases.saying import say_contest, say_prize_rules
from scoring.rulebook.cases.stagesaying import say_stages
from scoring.rulebook.formats import FORMATS
from scoring.rulebook.games import GAMES
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.prizes.places import PLACES
from scoring.rulebook.prizes.tiers import TIERS
from scoring.rulebook.prizes.ties import TIE_POLICIES
from scoring.rulebook.tiebreaks import TIE_BREAKS

__all__ = [
    "FORMATS",
    "GAMES",
    "PLACES",
    "TIERS",
    "TIE_BREAKS",
    "TIE_POLICIES",
    "VERSION",
    "Absence",
    "CaseProblems",
    "award_moves",
    "case_schema",
    "moves",
    "outcome_of",
    "problems_of",
    "read_case",
    "say_contest",
    "say_prize_rules",
    "say_stages",
    "table_moves",
]
