"""Members of zipped documents, unpacked only when what they unpack to is bounded."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from claimcheck.errors import InputError
from claimcheck.files import MEGABYTE

GROWTH = 64 * MEGABYTE  # by how much an archive may grow when it is unpacked
MEMBERS = 10_000


def member(path: str, data: bytes, name: str, kind: str) -> bytes:
    """A member of an archive that `expect` takes. Raises InputError."""
    expect(path, data, kind)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return archive.read(name)
    except Exception:
        raise InputError(f"«{path}» is not {kind} that can be read") from None


def expect(path: str, data: bytes, kind: str) -> None:
    """Raise InputError for what is no archive and for one that unpacks to far more than it is.

    Members hold no more than they declare: the standard library stops there, for the two ways of packing that
    documents use.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except Exception:
        raise InputError(f"«{path}» is not {kind} that can be read") from None
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise InputError(f"«{path}» is packed in a way that {kind} never is")
    if len(entries) > MEMBERS or sum(entry.file_size for entry in entries) > len(data) + GROWTH:
        raise InputError(f"«{path}» unpacks to more than {(len(data) + GROWTH) // MEGABYTE} MB or {MEMBERS} files")
