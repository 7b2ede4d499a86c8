"""The words the machine looks for, as data that a researcher edits, and the loader that says which line is wrong."""
