"""The pages of reviews, finished."""
