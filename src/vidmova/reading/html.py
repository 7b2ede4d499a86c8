"""Web pages: the article's text, without menus and comments, and what the page says of itself."""

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from vidmova.errors import UnreadableDocumentError
from vidmova.reading.encodings import decode
from vidmova.reading.limits import Limits
from vidmova.reading.metadata import author_of, outlet_of, published_of, title_of
from vidmova.reading.page import Page

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w-]+)", re.I
)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_SKIPPED = frozenset(
    {"script", "style", "nav", "footer", "aside", "form", "noscript", "template", "svg", "iframe", "button", "head"}
)
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "body",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
    }
    | {"h5", "h6", "br", "hr", "figure", "figcaption", "header", "center"}
)
_MANY_BREAKS = re.compile(r"\s*\n\s*\n\s*")
_SPACES = re.compile(r"[ \t\r\f\v]+")
SHORT_ARTICLE = 250
LARGE_PAGE = 1_500_000
MANY_TAGS = 40_000


def read(name: str, payload: bytes, limits: Limits) -> Page:
    """Return the article of a page; raises UnreadableDocumentError where the page is too large or holds none."""
    if len(payload) > limits.html:
        reason = f"the page has {len(payload) / 1e6:.0f} MB, more than the {limits.html / 1e6:.0f} MB that are read"
        raise UnreadableDocumentError(name, reason, "save the article alone")
    found = _DECLARED.search(payload[:8192])
    declared = (found[1] or found[2]).decode("ascii", "replace") if found else ""
    source = _XML_HEAD.sub("", decode(payload, declared).text.removeprefix("\ufeff").replace("\x00", ""))
    tree = parse(name, source)
    text, title = article(source, tree), title_of(tree)
    if title and title not in text[: len(title) + 300]:
        text = f"{title}\n\n{text}"
    if not text.strip():
        raise UnreadableDocumentError(
            name, "the page holds no text", "it may be filled in by scripts: save it from the browser"
        )
    return Page(text=text, title=title, author=author_of(tree), outlet=outlet_of(tree), published=published_of(tree))


def parse(name: str, source: str) -> lxml_html.HtmlElement:
    """Return the page's tree; raises UnreadableDocumentError where nothing can be made of it."""
    try:
        parser = lxml_html.HTMLParser(huge_tree=True, recover=True)
        return lxml_html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise UnreadableDocumentError(
            name, "this is no web page that can be read", "save it again from the browser"
        ) from None


def article(source: str, tree: lxml_html.HtmlElement) -> str:
    """Return the article's text; all text of the page where no article stands out.

    A page of unusual size is read without the search for an article, whose time grows faster than the page.
    """
    if len(source) > LARGE_PAGE or source.count("<") > MANY_TAGS:
        return block_text(_main_part(tree))
    found = trafilatura.extract(source, include_comments=False, include_tables=True, output_format="txt") or ""
    if len(found) >= SHORT_ARTICLE:
        return str(found)
    whole = block_text(tree)
    return whole if len(whole) > len(found) else str(found)


def _main_part(tree: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    found = tree.xpath("//article") or tree.xpath("//main")
    return found[0] if len(found) == 1 else tree


def block_text(tree: lxml_html.HtmlElement) -> str:
    """Return all visible text of a tree, one block a line."""
    joined = _SPACES.sub(" ", "".join(_shown(tree)))
    lines = [line.strip() for line in joined.split("\n")]
    return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip()


def _shown(tree: lxml_html.HtmlElement) -> Iterator[str]:
    hidden = 0
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event in ("comment", "pi"):
            yield "" if hidden else node.tail or ""
            continue
        hidden += (tag in _SKIPPED) * (1 if event == "start" else -1)
        if tag in _BLOCKS:
            yield "\n"
        said = node.text if event == "start" else node.tail
        if said and not hidden:
            yield said.replace("\n", " ")
