"""What the pages of the method and of measurements show, finished."""
