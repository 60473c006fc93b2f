"""Draws and schedules as pure functions: all chance comes from a seed on record, so that anybody can draw again."""
