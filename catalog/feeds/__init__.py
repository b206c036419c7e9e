"""Atom feeds: what changed lately, for readers who keep no account here."""
