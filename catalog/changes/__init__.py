"""The one log of everything that was ever saved, and the version that follows from it."""
