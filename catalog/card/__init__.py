"""The true-size needle card: a sheet to print, to check with a ruler, and to lay needles on."""
