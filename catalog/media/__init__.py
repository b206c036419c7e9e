"""Pictures: read with care, written anew in several widths, kept under the digest of what they are."""
