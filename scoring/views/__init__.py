"""Pages of scoring: access, form, one service call, answer."""
