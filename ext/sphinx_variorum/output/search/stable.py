"""Pagefind's index with its filters in order, so that two clean builds give the same bytes.

Pagefind 1.5.2 writes filters and their values in the order of a hash table, another one in every
run, and names files by what is in them. Everything else in its index is the same each time. Its
files are gzipped CBOR (RFC 8949), of which it uses whole numbers, texts and arrays.
"""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

_SIGNATURE = b"pagefind_dcd"
#: Where the list of filters stands in the index's head.
_FILTERS = 3
_ENTRY = "pagefind-entry.json"


def put_in_order(folder: Path) -> bool:
    """Order the filters of the index in `folder`.

    False, and the index is as it was, if its files are not of the form that is known.
    """
    try:
        entry = json.loads((folder / _ENTRY).read_bytes())
        heads = {
            name: _load(_head(folder, item["hash"])) for name, item in entry["languages"].items()
        }
        filters = {path: _load(path) for path in sorted((folder / "filter").glob("*.pf_filter"))}
        named = {path.stem for path in filters}
        if not all(name in named for head in heads.values() for _facet, name in head[_FILTERS]):
            return False
    except (OSError, ValueError, LookupError, TypeError):
        return False
    names: dict[str, str] = {}
    for path, (facet, values) in filters.items():
        data = _SIGNATURE + encode([facet, sorted(values)])
        language = path.stem.partition("_")[0]
        names[path.stem] = _rename(path, language, data, ".pf_filter", 7)
    for name, item in entry["languages"].items():
        head = heads[name]
        head[_FILTERS] = sorted([facet, names[filename]] for facet, filename in head[_FILTERS])
        data = _SIGNATURE + encode(head)
        path = _head(folder, item["hash"])
        item["hash"] = _rename(path, name, data, ".pf_meta", 10).removeprefix("pagefind.")
    (folder / _ENTRY).write_text(json.dumps(entry, separators=(",", ":")), encoding="utf-8")
    return True


def _head(folder: Path, name: str) -> Path:
    return folder / f"pagefind.{name}.pf_meta"


def _rename(path: Path, language: str, data: bytes, suffix: str, length: int) -> str:
    """Write `data` in the place of the file at `path`, under the name that its content gives."""
    path.unlink()
    before = "pagefind." if suffix == ".pf_meta" else ""
    name = f"{before}{language}_{sha256(data).hexdigest()[:length]}"
    path.with_name(name + suffix).write_bytes(gzip.compress(data, mtime=0))
    return name


def _load(path: Path) -> Any:
    """What a file of the index says; `ValueError` if writing it again would not give the same."""
    data = gzip.decompress(path.read_bytes())
    value, end = _decode(data, len(_SIGNATURE))
    if end != len(data) or _SIGNATURE + encode(value) != data:
        raise ValueError(path)
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


def _decode(data: bytes, position: int) -> tuple[Any, int]:
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
            item, position = _decode(data, position)
            items.append(item)
        return items, position
    raise ValueError(major)
