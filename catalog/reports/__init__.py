"""What readers tell us: an answer with its source, an error, a maker's reply. Never shown to the public."""
