"""What answers look like: `msgspec` structs, of which the description of the API is made. Pure.

They describe; answers are made by what makes the JSON of the pages, so that both say the same. A field that
can be left out is `UNSET` by default; one that can be unknown is also an `Absent`.
"""
