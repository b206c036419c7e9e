"""One device of a comparison, as the pictures of it need it."""

from dataclasses import dataclass

from catalog.specs.needle_length import Lengths, NeedleLengths


@dataclass(frozen=True)
class Compared:
    """``letter`` ties the needle to its column of the table: "A" for the first."""

    letter: str
    name: str
    lengths: NeedleLengths | Lengths
