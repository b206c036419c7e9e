"""Pages of the studies: the list, each study, and their references in the formats of other programs."""
