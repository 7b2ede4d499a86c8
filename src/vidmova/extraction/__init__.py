"""Sentences to claims: acts, people, counts, dates, places, terms, who said it, modality."""
