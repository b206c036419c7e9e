"""How anything public is written: drafts beside what is live, revisions, previews, a gate, a schedule."""
