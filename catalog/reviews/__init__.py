"""What an author thinks of a device, and why: reviews, signed, with what they rest on."""
