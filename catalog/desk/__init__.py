"""The author's desk: who may do what, and the pages of one's own account."""
