"""Structured data: what a page says, once more in the words of schema.org, for search engines."""
