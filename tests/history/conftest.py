"""A library of pictures beside what is public."""

from tests.media.conftest import library, own_library

__all__ = ["library", "own_library"]
