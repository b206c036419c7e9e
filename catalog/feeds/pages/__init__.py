"""What the feeds of texts, of evidence and their list say, finished."""
