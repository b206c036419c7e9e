"""Science articles: Markdown with citations, checked sentence by sentence, linked both ways."""
