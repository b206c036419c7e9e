"""Seeds of synonyms.toml, as rows. Who keeps other seeds need not have the file."""

from __future__ import annotations

from pathlib import Path

from catalog.search.models import SynonymGroup
from catalog.search.synonyms import faults

from .problems import Problems
from .seed_parts import as_list, check_id
from .tables import read_file

FILE = "synonyms.toml"


def read_synonyms(folder: Path, problems: Problems) -> list[SynonymGroup]:
    """The groups of synonyms.toml; none where it is not there. No word may be in two groups."""
    file = read_file(folder, FILE, problems) if (folder / FILE).exists() else None
    groups: list[SynonymGroup] = []
    for slug, table in file.named() if file else ():
        check_id(table, slug, "group of synonyms")
        words = table.texts("words", required=True)
        for said in faults(words, {group.slug: group.words for group in groups}) if words else ():
            table.problem(f"“words”: {said}")
        groups.append(
            SynonymGroup(slug=slug, words_json=as_list(words), note=table.text_or_none("note") or "")
        )
        table.close()
    return groups
