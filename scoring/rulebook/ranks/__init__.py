"""From marks to places: levels, tie-break chains, demotion."""
