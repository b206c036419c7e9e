"""What is said when something was done."""

from __future__ import annotations

from typing import Final

DONE: Final = {
    "saved": "Saved as a draft. Readers do not see it yet.",
    "published": "Published. Readers see it now.",
    "unchanged": "It is public as it stands: nothing had to be changed.",
    "restored": "That text is the newest draft now. Readers see it when you publish.",
    "chosen": "Your choice is the newest draft now. Look it over, and publish when it is right.",
    "planned": "Planned.",
    "cancelled": "The plan is cancelled; nothing else has changed.",
    "down": "Taken down. The text stays here as a draft.",
    "undone": "Undone, as a new change.",
    "revoked": "The preview links work no more.",
    "discarded": "The draft is gone. What is public has not changed.",
}
"""What is said after something was done, by the word in the address."""
