"""What a web page says of itself: title, author, outlet, date of publication."""

import json
from collections.abc import Iterator
from typing import Any

from lxml import html as lxml_html

from vidmova.reading.page import iso_date, one_line

_AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author")
_DATE = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
)


def title_of(tree: lxml_html.HtmlElement) -> str | None:
    """Return the page's title, without the outlet's name behind a bar."""
    said = _meta(tree, ("og:title", "twitter:title")) or _text(tree, "//h1")
    if said:
        return said
    title, outlet = _text(tree, "//head/title") or _text(tree, "//title"), outlet_of(tree)
    for bar in (" | ", " — ", " – ", " - "):
        if title and outlet and title.endswith(bar + outlet):
            return title.removesuffix(bar + outlet)
    return title


def author_of(tree: lxml_html.HtmlElement) -> str | None:
    """Return the author's name as given; an address is no name."""
    said = _meta(tree, _AUTHOR)
    if said and not said.startswith(("http:", "https:", "/")):
        return said
    for thing in _linked(tree):
        if name := _names(thing.get("author")):
            return name
    return _text(tree, "//*[@rel='author' or @itemprop='author']")


def outlet_of(tree: lxml_html.HtmlElement) -> str | None:
    """Return the outlet's name."""
    said = _meta(tree, ("og:site_name", "application-name"))
    return said or next((name for thing in _linked(tree) if (name := _names(thing.get("publisher")))), None)


def published_of(tree: lxml_html.HtmlElement) -> str | None:
    """Return the ISO date of publication, from the page's own marks only."""
    if said := iso_date(_meta(tree, _DATE)):
        return said
    for thing in _linked(tree):
        if said := iso_date(str(thing.get("datePublished") or "")):
            return said
    paths = ("//*[@itemprop='datePublished']/@content", "//*[@itemprop='datePublished']/@datetime", "//time/@datetime")
    return next((found for path in paths for value in tree.xpath(path) if (found := iso_date(value))), None)


def _meta(tree: lxml_html.HtmlElement, names: tuple[str, ...]) -> str | None:
    said: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        if name and (content := one_line(node.get("content"))):
            said.setdefault(name, content)
    return next((said[name] for name in names if name in said), None)


def _text(tree: lxml_html.HtmlElement, path: str) -> str | None:
    return next((said for node in tree.xpath(path) if (said := one_line(node.text_content()))), None)


def _linked(tree: lxml_html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD, articles before others."""
    things: list[dict[str, Any]] = []
    for node in tree.xpath("//script[@type='application/ld+json']"):
        try:
            things += _objects(json.loads(node.text or ""))
        except (ValueError, RecursionError):
            continue
    yield from sorted(things, key=lambda thing: "Article" not in str(thing.get("@type")))


def _objects(said: Any) -> list[dict[str, Any]]:
    if isinstance(said, list):
        return [thing for part in said for thing in _objects(part)]
    if isinstance(said, dict):
        return [said, *_objects(said.get("@graph", []))]
    return []


def _names(said: Any) -> str | None:
    if isinstance(said, list):
        return ", ".join(name for part in said if (name := _names(part))) or None
    if isinstance(said, dict):
        said = said.get("name")
    return one_line(said) if isinstance(said, str) else None
