"""The finder: `/devices`, what a filter means, who matches it, who might, and why."""
