"""How devices are tested, what was measured, and what an author thinks of them."""
