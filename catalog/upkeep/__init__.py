"""What grows old and what waits: texts whose facts have changed, old readings, dead links; the dashboard."""
