"""Prizes: places, tiers, ties, caps, and the rules across contests."""
