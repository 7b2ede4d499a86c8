"""The desk: a local web application."""
