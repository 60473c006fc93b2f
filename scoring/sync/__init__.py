"""What referees enter, as append-only operations: read from the wire, folded into slots, handed to a game. Pure."""
