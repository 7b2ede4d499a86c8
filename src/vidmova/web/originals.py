"""The original file of a document, as it was received: to be saved, never to be drawn."""

from pathlib import Path

from starlette.responses import Response

from vidmova.archive.intake import fetch_kept

TEXTS = frozenset({"text/plain", "text/markdown"})
ENDINGS = {
    "text/plain": "txt",
    "text/markdown": "md",
    "text/html": "html",
    "message/rfc822": "eml",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
}
ALONE = "default-src 'none'; sandbox"


def original(root: Path, digest: str, media_type: str) -> Response:
    """Return a kept file as a download; raises EngineError where its bytes are gone or are not those of its digest."""
    payload = fetch_kept(root, digest)
    kind = "text/plain; charset=utf-8" if media_type in TEXTS else "application/octet-stream"
    # A file's own name may be somebody's; its digest is nobody's.
    name = f"{digest[:12]}.{ENDINGS.get(media_type, 'bin')}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": ALONE,
        "X-Content-SHA256": digest,
    }
    return Response(payload, media_type=kind, headers=headers)
