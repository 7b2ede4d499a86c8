"""`datapackage.json`: a Frictionless description of a release's tables and files, with digests, sources and licence."""

import re
from pathlib import Path
from typing import Any

from vidmova.protect.release import Contents, Release
from vidmova.publish import about, commas, dictionary
from vidmova.publish.dictionary import Column
from vidmova.publish.tables import TABLES, Table
from vidmova.publish.writing import digest_of_file, indented, written

FILE = "datapackage.json"
_TYPES = {"list": "string"}
_DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n", "header": True}
_MEDIA = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".geojson": "application/geo+json",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
}
_OTHERS = (
    "*.json",
    "*.xlsx",
    "parquet/*.parquet",
    "geojson/*.geojson",
    "ftm/*.*",
    "annotations/*.jsonld",
    "dossiers/*.pdf",
)
"""Files beside the CSV tables that a package lists; the list of checksums has all."""


def write(release: Release, folder: Path) -> list[Path]:
    """Write the description of what lies in a release's folder."""
    return [written(folder / FILE, indented(_package(release.contents, folder)))]


def _package(contents: Contents, folder: Path) -> dict[str, Any]:
    edition = contents.edition
    outlets = sorted({one.outlet for one in contents.sources if one.outlet})
    return {
        "name": _slug(f"{edition.register}-{edition.number}", "release"),
        "title": about.title(edition),
        "description": "\n".join(about.about_lines(contents)),
        "version": str(edition.number),
        "created": edition.made,
        **({"licenses": [_licence(edition.licence)]} if edition.licence else {}),
        "contributors": [{"title": about.whose(edition), "role": "publisher"}],
        **({"sources": [{"title": outlet} for outlet in outlets]} if outlets else {}),
        "vidmova": edition,
        "resources": _resources(folder),
    }


def _licence(name: str) -> dict[str, str]:
    if name not in about.LICENCES:
        return {"name": _slug(name, "stated"), "title": name}
    called, address = about.LICENCES[name]
    return {"name": name, "title": called, "path": address}


def _resources(folder: Path) -> list[dict[str, Any]]:
    tables = [_table(table, folder) for table in TABLES if (folder / _csv(table.name)).exists()]
    if tables:
        tables.append(_dictionary(folder))
    others = sorted({path for pattern in _OTHERS for path in folder.glob(pattern) if path.name != FILE})
    return tables + [_file(path, folder) for path in others]


def _csv(name: str) -> str:
    return f"{commas.FOLDER}/{name}.csv"


def _table(table: Table, folder: Path) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, column.name in table.key) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.links:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": other, "fields": ["id"]}}
            for name, other in table.links.items()
        ]
    return _tabular(table.name, table.means, schema, folder)


def _dictionary(folder: Path) -> dict[str, Any]:
    fields = [{"name": name, "type": "string"} for name in dictionary.HEAD]
    means = "what each column of each table means, with its type, unit and codes"
    return _tabular(commas.DICTIONARY, means, {"fields": fields, "missingValues": [""]}, folder)


def _tabular(name: str, means: str, schema: dict[str, Any], folder: Path) -> dict[str, Any]:
    path = folder / _csv(name)
    return {
        "name": name,
        "type": "table",
        "description": means,
        "path": _csv(name),
        "scheme": "file",
        "format": "csv",
        "mediatype": _MEDIA[".csv"],
        "encoding": commas.ENCODING,
        "dialect": _DIALECT,
        **_sealed(path),
        "schema": schema,
    }


def _field(column: Column, needed: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if needed else {}
    if column.codes and column.kind == "string":
        constraints["enum"] = list(column.codes)
    return {
        "name": column.name,
        "type": _TYPES.get(column.kind, column.kind),
        "description": f"{column.meaning} ({column.type}{', ' + column.unit if column.unit else ''})",
        **({"trueValues": ["true"], "falseValues": ["false"]} if column.kind == "boolean" else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _file(path: Path, folder: Path) -> dict[str, Any]:
    named = path.relative_to(folder).as_posix()
    return {
        "name": _slug(named, "file"),
        "type": "file",
        "path": named,
        "scheme": "file",
        "format": path.suffix[1:],
        "mediatype": _MEDIA.get(path.suffix, "application/octet-stream"),
        **_sealed(path),
    }


def _sealed(path: Path) -> dict[str, Any]:
    return {"bytes": path.stat().st_size, "hash": f"sha256:{digest_of_file(path)}"}


def _slug(text: str, otherwise: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or otherwise
