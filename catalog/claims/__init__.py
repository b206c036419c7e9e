"""Claims that are made about microneedling, each checked against studies, and what can be said instead."""
