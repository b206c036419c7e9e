"""What was: who changed what, when and why; products as they were; what was corrected. Reads the log only."""
