"""Terms and what they mean, and the links to them at first use."""
