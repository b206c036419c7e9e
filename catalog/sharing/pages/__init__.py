"""What each kind of page has on its picture, and how that page is found."""
