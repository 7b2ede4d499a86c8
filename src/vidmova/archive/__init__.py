"""What was received: bytes kept under their digest, and where they came from."""
