"""Tables of units over contests."""
