"""The store: tables, migrations and queries."""
