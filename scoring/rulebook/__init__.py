"""The rule book: pure, exact, deterministic. One case in, one outcome out, every answer with its reason."""

from scoring.rulebook.absences import Absence
from scoring.rulebook.case import problems_of, read_case
from scoring.rulebook.caseshape import case_schema
from scoring.rulebook.formats import FORMATS
from scoring.rulebook.games import GAMES
from scoring.rulebook.moves import award_moves, moves, table_moves
from scoring.rulebook.outcome import outcome_of
from scoring.rulebook.prizes.places import PLACES
from scoring.rulebook.prizes.tiers import TIERS
from scoring.rulebook.prizes.ties import TIE_POLICIES
from scoring.rulebook.saying import say_contest, say_prize_rules
from scoring.rulebook.sentences import CaseProblems
from scoring.rulebook.stagesaying import say_stages
from scoring.rulebook.tiebreaks import TIE_BREAKS
from scoring.rulebook.version import VERSION

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
