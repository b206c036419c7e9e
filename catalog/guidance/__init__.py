"""Who says which needle lengths, or which kind of device, for whom: regulators first, sellers last."""
