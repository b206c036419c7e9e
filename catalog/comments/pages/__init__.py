"""What the pages of comments show."""
