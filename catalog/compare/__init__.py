"""Devices side by side: rows, what they come to, the basket, pinned and editor-made comparisons."""
