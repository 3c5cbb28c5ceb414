"""Pagefind's index with its filters in order, so that two clean builds give the same bytes.

Pagefind 1.5.2 writes filters and their values in the order of a hash table, another one in every
run, and names files by what is in them. Everything else in its index is the same each time. Its
files are gzipped CBOR (RFC 8949), of which it uses whole numbers, texts and arrays.
"""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIGNATURE = b"pagefind_dcd"
#: Where the list of filters stands in the index's head.
_FILTERS = 3
_ENTRY = "pagefind-entry.json"


def in_order(files: Mapping[str, bytes]) -> dict[str, bytes] | None:
    """The files of an index (content by path) with its filters in order.

    None if they are not of the form that is known.
    """
    kept = dict(files)
    names: dict[str, str] = {}
    try:
        entry = json.loads(kept[_ENTRY])
        for path in [path for path in kept if path.endswith(".pf_filter")]:
            facet, values = _load(kept.pop(path))
            language = PurePosixPath(path).name.partition("_")[0]
            data = _SIGNATURE + encode([facet, sorted(values)])
            name = f"{language}_{sha256(data).hexdigest()[:7]}"
            names[PurePosixPath(path).stem] = name
            kept[f"filter/{name}.pf_filter"] = gzip.compress(data, mtime=0)
        for language, item in entry["languages"].items():
            head = _load(kept.pop(f"pagefind.{item['hash']}.pf_meta"))
            head[_FILTERS] = sorted([facet, names[name]] for facet, name in head[_FILTERS])
            data = _SIGNATURE + encode(head)
            item["hash"] = f"{language}_{sha256(data).hexdigest()[:10]}"
            kept[f"pagefind.{item['hash']}.pf_meta"] = gzip.compress(data, mtime=0)
    except (OSError, EOFError, ValueError, LookupError, TypeError):
        return None
    kept[_ENTRY] = json.dumps(entry, separators=(",", ":")).encode()
    return kept


def _load(packed: bytes) -> Any:
    """What a file of the index says; `ValueError` if writing it again would not give the same."""
    data = gzip.decompress(packed)
    value, end = decode(data, len(_SIGNATURE))
    if end != len(data) or _SIGNATURE + encode(value) != data:
        raise ValueError(data)
    return value


def encode(value: object) -> bytes:
    """CBOR of a whole number from 0, a text, or a list of such."""
    if isinstance(value, int):
        return _start(0, value)
    if isinstance(value, str):
        text = value.encode()
        return _start(3, len(text)) + text
    if isinstance(value, list):
        return _start(4, len(value)) + b"".join(encode(item) for item in value)
    raise TypeError(value)


def _start(major: int, size: int) -> bytes:
    if size < 24:
        return bytes([major << 5 | size])
    for code, length in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if size < 1 << 8 * length:
            return bytes([major << 5 | code]) + size.to_bytes(length, "big")
    raise ValueError(size)


def decode(data: bytes, position: int) -> tuple[Any, int]:
    """The value whose CBOR starts at `position` of `data`, and where it ends."""
    major, size = data[position] >> 5, data[position] & 31
    position += 1
    if size >= 24:
        length = 1 << size - 24
        size = int.from_bytes(data[position : position + length], "big")
        position += length
    if major == 0:
        return size, position
    if major == 3:
        return data[position : position + size].decode(), position + size
    if major == 4:
        items = []
        for _number in range(size):
            item, position = decode(data, position)
            items.append(item)
        return items, position
    raise ValueError(major)
