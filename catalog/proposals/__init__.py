"""Proposals: what a pasted page may say, what is missing, and which disputes wait for a decision."""
