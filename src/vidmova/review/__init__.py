"""What people judged, kept for ever, and what they should look at next."""
