"""Stages: how entrants meet, who goes on, what the plan is."""
