"""How judged, who won: scoresheets, start lists, operations, rulings, publications."""

from scoring.models.calling import Delay
from scoring.models.conduct import Conduct, Hold, Protest, Reopening, Request
from scoring.models.entering import Operation, Ruling
from scoring.models.judging import OfSheetQuerySet, PrizePlan, Scoresheet, Start
from scoring.models.papers import PaperSheet, Typing
from scoring.models.publishing import Publication
from scoring.models.screens import Screen, Showing
from scoring.models.stations import (
    Device,
    HelpCall,
    PairingCode,
    PairingGuard,
    PanelSeat,
    RefereePin,
    Station,
    StationTask,
)
from scoring.models.units import UnitData

__all__ = [
    "Conduct",
    "Delay",
    "Device",
    "HelpCall",
    "Hold",
    "OfSheetQuerySet",
    "Operation",
    "PairingCode",
    "PairingGuard",
    "PanelSeat",
    "PaperSheet",
    "PrizePlan",
    "Protest",
    "Publication",
    "RefereePin",
    "Reopening",
    "Request",
    "Ruling",
    "Scoresheet",
    "Screen",
    "Showing",
    "Start",
    "Station",
    "StationTask",
    "Typing",
    "UnitData",
]
