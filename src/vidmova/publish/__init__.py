"""Formats of what leaves the house: tables, exchange formats, a site, a dossier; each takes a release alone."""
