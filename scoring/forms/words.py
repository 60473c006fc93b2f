"""Phrases of the rule book in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language

from unionevents.lib.phrase import Phrase


def said(phrase: Phrase | None) -> str:
    """The phrase in the language of the page; nothing for none."""
    return phrase.said(get_language() or "") if phrase else ""
