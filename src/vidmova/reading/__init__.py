"""Bytes to text, language per passage and sentences; offsets never move after this."""
