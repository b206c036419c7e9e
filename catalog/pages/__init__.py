"""Home, the pages of words, the look of every page: navigation, appearance, style sheet and scripts."""
