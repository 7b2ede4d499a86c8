"""The commands of the shell: one verb a file, each loaded when it is asked for."""
