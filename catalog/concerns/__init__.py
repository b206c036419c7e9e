"""What people come for: what was tested for it, by whom, how sure that is, and when to stop."""
