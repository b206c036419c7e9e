"""How devices are tested: versions of the method, what was measured by it, and how a score is made."""
