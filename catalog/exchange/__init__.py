"""What goes in and out as files: seeds so far."""
