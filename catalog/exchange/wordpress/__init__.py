"""What a WordPress site exports (WXR): its posts, pages and comments become articles, drafts and comments."""
