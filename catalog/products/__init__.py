"""Brands, devices and cartridges: what each is, what the sources say of it, what fits, what it costs."""
