"""Names across scripts and case endings: people, units, organisations, courts and places."""
