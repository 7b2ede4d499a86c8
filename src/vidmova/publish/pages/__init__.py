"""What the pages of a public release show, in three languages."""
