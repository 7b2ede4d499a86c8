"""How fast Vidmova is, beside what others use; `python -m benchmarks` prints the table."""
