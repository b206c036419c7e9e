"""The structured data of a page, read as a search engine would, and what may stand in it."""

import json
from collections.abc import Iterator
from typing import Any

from tests.html import Page

Node = dict[str, Any]

TYPES: dict[str, tuple[str, ...]] = {
    # Type of schema.org → the types above it that matter here.
    "Article": ("CreativeWork",),
    "Brand": (),
    "BreadcrumbList": ("ItemList",),
    "Claim": ("CreativeWork",),
    "CreativeWork": (),
    "DataDownload": ("MediaObject", "CreativeWork"),
    "Dataset": ("CreativeWork",),
    "DefinedTerm": (),
    "DefinedTermSet": ("CreativeWork",),
    "EntryPoint": (),
    "ImageObject": ("MediaObject", "CreativeWork"),
    "ItemList": (),
    "ListItem": (),
    "Offer": (),
    "Organization": (),
    "Periodical": ("CreativeWork",),
    "Person": (),
    "Product": (),
    "ProductGroup": ("Product",),
    "ProfilePage": ("WebPage", "CreativeWork"),
    "PropertyValue": (),
    "Rating": (),
    "Review": ("CreativeWork",),
    "ScholarlyArticle": ("Article", "CreativeWork"),
    "SearchAction": ("Action",),
    "WebPage": ("CreativeWork",),
    "WebSite": ("CreativeWork",),
}
TEXT, NUMBER, ANY = "text", "number", "Thing"
PROPERTIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # Property → what may have it ("Thing": everything), and what it may hold. From schema.org, version 30.0.
    "about": (("CreativeWork",), (ANY,)),
    "abstract": (("CreativeWork",), (TEXT,)),
    "additionalProperty": (("Product", "Offer"), ("PropertyValue",)),
    "alternateName": ((ANY,), (TEXT,)),
    "author": (("CreativeWork", "Rating"), ("Organization", "Person")),
    "bestRating": (("Rating",), (TEXT, NUMBER)),
    "brand": (("Product", "Organization", "Person"), ("Brand", "Organization")),
    "category": (("Product", "Offer"), (TEXT,)),
    "citation": (("CreativeWork",), ("CreativeWork", TEXT)),
    "contentSize": (("MediaObject",), (TEXT,)),
    "contentUrl": (("MediaObject",), (TEXT,)),
    "creativeWorkStatus": (("CreativeWork",), ("DefinedTerm", TEXT)),
    "creator": (("CreativeWork",), ("Organization", "Person")),
    "creditText": (("CreativeWork",), (TEXT,)),
    "dateModified": (("CreativeWork",), (TEXT,)),
    "datePublished": (("CreativeWork",), (TEXT,)),
    "description": ((ANY,), (TEXT,)),
    "distribution": (("Dataset",), ("DataDownload",)),
    "encodingFormat": (("MediaObject", "CreativeWork"), (TEXT,)),
    "hasDefinedTerm": (("DefinedTermSet",), ("DefinedTerm",)),
    "hasVariant": (("ProductGroup",), ("Product",)),
    "headline": (("CreativeWork",), (TEXT,)),
    "image": ((ANY,), ("ImageObject", TEXT)),
    "isAccessoryOrSparePartFor": (("Product",), ("Product",)),
    "isPartOf": (("CreativeWork",), ("CreativeWork", TEXT)),
    "isVariantOf": (("Product",), ("ProductGroup",)),
    "item": (("ListItem",), (ANY, TEXT)),
    "itemListElement": (("ItemList",), ("ListItem", ANY, TEXT)),
    "itemReviewed": (("Review",), (ANY,)),
    "jobTitle": (("Person",), ("DefinedTerm", TEXT)),
    "keywords": (("CreativeWork", "Product"), ("DefinedTerm", TEXT)),
    "license": (("CreativeWork",), ("CreativeWork", TEXT)),
    "mainEntity": (("CreativeWork",), (ANY,)),
    "maxValue": (("PropertyValue",), (NUMBER,)),
    "minValue": (("PropertyValue",), (NUMBER,)),
    "name": ((ANY,), (TEXT,)),
    "negativeNotes": (("Review", "Product"), ("ItemList", "ListItem", TEXT)),
    "offers": (("Product", "CreativeWork"), ("Offer",)),
    "position": (("ListItem", "CreativeWork"), (NUMBER, TEXT)),
    "positiveNotes": (("Review", "Product"), ("ItemList", "ListItem", TEXT)),
    "potentialAction": ((ANY,), ("Action",)),
    "price": (("Offer",), (NUMBER, TEXT)),
    "priceCurrency": (("Offer",), (TEXT,)),
    "propertyID": (("PropertyValue",), (TEXT,)),
    "publisher": (("CreativeWork",), ("Organization", "Person")),
    "ratingValue": (("Rating",), (NUMBER, TEXT)),
    "review": (("Product", "CreativeWork", "Offer"), ("Review",)),
    "reviewBody": (("Review",), (TEXT,)),
    "reviewRating": (("Review",), ("Rating",)),
    "sameAs": ((ANY,), (TEXT,)),
    "seller": (("Offer",), ("Organization", "Person")),
    "target": (("Action",), ("EntryPoint", TEXT)),
    "text": (("CreativeWork",), (TEXT,)),
    "unitCode": (("PropertyValue",), (TEXT,)),
    "unitText": (("PropertyValue",), (TEXT,)),
    "url": ((ANY,), (TEXT,)),
    "urlTemplate": (("EntryPoint",), (TEXT,)),
    "value": (("PropertyValue",), (NUMBER, TEXT)),
    "version": (("CreativeWork",), (NUMBER, TEXT)),
    "worstRating": (("Rating",), (NUMBER, TEXT)),
}
NOT_OF_THE_VOCABULARY = frozenset({"query-input"})
"""What search engines ask of a `SearchAction` beside schema.org's words."""

NOT_IN_WORDS = frozenset(
    {
        "@context", "@id", "@type", "contentUrl", "dateModified", "datePublished", "encodingFormat",
        "image", "item", "license", "position", "priceCurrency", "propertyID", "query-input", "sameAs",
        "unitCode", "url", "urlTemplate", "worstRating",
    }
)  # fmt: skip
"""Addresses, codes, days and numbers that say something to programs only."""


def documents(page: Page) -> list[Node]:
    """The data blocks of a page as they stand."""
    return [json.loads(one.text or "") for one in page.all('script[type="application/ld+json"]')]


def nodes(page: Page) -> list[Node]:
    """The nodes at the top of all blocks."""
    found = []
    for one in documents(page):
        assert one.pop("@context") == "https://schema.org"
        found += one.get("@graph", [one])
    return found


def every(value: Any) -> Iterator[Node]:
    """Every node, also those inside others."""
    if isinstance(value, list):
        for one in value:
            yield from every(one)
    elif isinstance(value, dict):
        yield value
        for one in value.values():
            yield from every(one)


def of_type(page: Page, kind: str) -> list[Node]:
    """The nodes of a type at the top."""
    return [one for one in nodes(page) if one["@type"] == kind]


def faults(found: list[Node]) -> list[str]:
    """What is against the vocabulary, in words."""
    return [fault for one in found for node in every(one) for fault in _of_node(node)]


def _of_node(node: Node) -> Iterator[str]:
    if set(node) == {"@id"}:
        return
    kind = node["@type"]
    if kind not in TYPES:
        yield f"{kind} is no type that is known here"
        return
    for name, value in node.items():
        if name.startswith("@") or name in NOT_OF_THE_VOCABULARY:
            continue
        if name not in PROPERTIES:
            yield f"{name} is no property that is known here"
            continue
        domains, ranges = PROPERTIES[name]
        if not {kind, *TYPES[kind], ANY} & set(domains):
            yield f"{kind} has no {name}"
        for one in value if isinstance(value, list) else [value]:
            if not _kinds(one) & set(ranges):
                yield f"{name} of {kind} may not hold {one!r}"


def _kinds(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {ANY, *((value["@type"], *TYPES.get(value["@type"], ())) if "@type" in value else TYPES)}
    return {TEXT} if isinstance(value, str) else {NUMBER}
