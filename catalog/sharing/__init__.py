"""Pictures to share a page by: what it says, drawn at 1200 × 630 px, and the tags that name the picture."""
