"""Needle lengths as pages: how far a length reaches into skin, and which devices have it."""
