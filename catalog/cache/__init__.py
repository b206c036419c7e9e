"""Finished pages, kept until the catalogue or the day moves on; compression and conditional requests."""

from .page_cache import PageCache
from .policy import private

__all__ = ["PageCache", "private"]
