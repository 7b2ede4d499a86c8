"""Vidmova turns documents about people who refuse to fight into sourced claims."""

__version__ = "0.1.0"
