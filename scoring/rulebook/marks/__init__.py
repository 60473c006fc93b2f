"""From what is written down to one mark: games, fields, results in levels, adjustments."""
