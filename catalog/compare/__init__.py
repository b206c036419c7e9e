"""Devices side by side: rows, what they come to, sentences, the basket, pinned and editor-made comparisons."""
