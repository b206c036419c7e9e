"""Bibliographic references: identifiers, items, and the formats they come and go in. No table, no page."""
