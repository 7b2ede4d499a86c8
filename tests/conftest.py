"""Commands of tests read with the lexicon alone, which is quick; what is about the encoder asks for it by name."""

import os


def pytest_configure() -> None:
    os.environ.setdefault("VIDMOVA_MODEL", "lexicon")
