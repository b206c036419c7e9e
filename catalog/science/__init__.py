"""Studies, what they say about safety, and how deep needles go: the evidence that pages cite."""
