"""The open data in the words of schema.org: a data set, its licence, and the forms that it comes in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from catalog.exchange.bundle_page import DownloadPage
from catalog.pages.site_root import absolute
from catalog.structured.nodes import Node, node, nodes_of, site

_TYPES: Final = {"csv": "text/csv", "json": "application/json"}
_API: Final = "/api"


@nodes_of.register
def download(page: DownloadPage) -> list[Node]:
    url = absolute("/download")
    return [
        node(
            "Dataset",
            id=f"{url}#data",
            name=page.title,
            description=page.lead,
            url=url,
            version=str(page.version),
            dateModified=page.changed,
            # Where nobody has given a licence, the page says whose the parts are.
            license=page.licence.address or f"{url}#licence",
            creator=site(),
            distribution=list(_forms(page)),
        )
    ]


def _forms(page: DownloadPage) -> Iterator[Node]:
    yield node(
        "DataDownload",
        name=page.button,
        contentUrl=absolute(page.address),
        encodingFormat="application/zip",
        contentSize=page.size,
    )
    for words, path in page.twins:
        if path == _API:
            yield node(
                "DataDownload",
                name=words,
                url=absolute(path),
                contentUrl=absolute("/api/v1"),
                encodingFormat=_TYPES["json"],
            )
        else:
            kind = _TYPES[path.rpartition(".")[2]]
            yield node("DataDownload", name=words, contentUrl=absolute(path), encodingFormat=kind)
