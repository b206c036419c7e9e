"""What readers reply to articles and reviews, and what a person decides before it is shown."""
