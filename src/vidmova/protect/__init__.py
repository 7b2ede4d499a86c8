"""Pseudonyms, redaction, disclosure control: the only maker of a release."""
