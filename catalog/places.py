"""Where the files lie that are not Python: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def place(name: str) -> Path:
    """The folder `templates`, `migrations`, `seeds` or `static`.

    Raises FileNotFoundError with the name if the installation lacks it.
    """
    for parent in (PACKAGE, PACKAGE.parent):
        if (folder := parent / name).is_dir():
            return folder
    raise FileNotFoundError(f"This installation has no folder {name!r}.")
