"""Authors, whom everybody may read about, and the accounts with which they sign in."""
