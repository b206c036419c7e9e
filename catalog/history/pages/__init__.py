"""What the pages of history show, finished: dataclasses made from the log."""
