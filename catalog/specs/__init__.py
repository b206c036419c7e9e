"""Specs: what a device can have, how it is typed, read, compared and resolved. Pure Python."""
