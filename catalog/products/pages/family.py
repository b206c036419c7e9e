"""A family: its versions side by side, and what is said of all of them. It is never counted as a device."""
