"""Skeletons: a page with its structure kept and every word of its text replaced by an invented one."""

from __future__ import annotations

import json
import re
import zlib
from copy import deepcopy
from typing import Any

from lxml import etree

from crawler.dates.vocabulary import MONTHS, WEEKDAY_NAMES, ZONES

_DROPPED = "nav footer aside form iframe noscript template svg style object embed video audio".split()
_KEPT_ATTRIBUTES = frozenset(
    "class id itemprop itemtype itemscope property name rel type datetime lang charset http-equiv href src".split()
)
_READ_ATTRIBUTES = frozenset({"content", "alt", "title"})
_FACTS = re.compile(r"(?i)(?:type|card|locale|time|date|robots|generator|viewport|url|image|charset|:id)$")
_ADDRESS_OR_TIME = re.compile(r"(?:https?:)?//|/\S*$|\d{4}-\d\d-\d\d")
_WORD = re.compile(r"[^\W\d_]+")
_KEPT_WORDS = frozenset(
    [
        *MONTHS,
        *(name.lower() for name in WEEKDAY_NAMES),
        *ZONES,
        *"am pm penulis editor reporter pewarta redaktur oleh by baca juga redaksi".split(),
    ]
)
_INVENTED = (
    "warga desa kebun jagung panen sungai ladang jembatan bambu kayu pasar petani nelayan perahu pantai bukit hutan "
    "sekolah guru murid buku kelas taman bunga pagar halaman rumah atap dinding pintu jendela dapur sumur hujan angin "
    "awan siang malam pagi sore musim kemarau bibit pupuk sawah padi gabah beras ikan jaring layar dermaga kapal jalan "
    "lorong kota balai kantor kepala lurah camat rapat kelompok koperasi modal harga barang gudang truk sepeda roda "
    "mesin lampu listrik air pipa tanah batu pasir bata semen tukang bengkel alat kain benang tenun warna kulit"
).split()


def skeleton(root: etree._Element) -> bytes:
    """The page as UTF-8 HTML: elements, classes, addresses, numbers and dates as they are, words invented.

    The same word always becomes the same other, so a title stays the same wherever it stands. Scripts but JSON-LD,
    menus, forms, comments and styles are left out.
    """
    page = deepcopy(root)
    for element in list(page.iter()):
        if not isinstance(element.tag, str) or element.tag in _DROPPED or _is_code(element):
            _remove(element)
    for element in page.iter():
        _fill(element)
    return etree.tostring(page, encoding="utf-8", method="html", doctype="<!doctype html>", pretty_print=True)


def _is_code(element: etree._Element) -> bool:
    if element.tag == "script":
        return element.get("type") != "application/ld+json"
    return element.tag == "link" and element.get("rel") not in ("canonical", "alternate", "amphtml", "next")


def _remove(element: etree._Element) -> None:
    """Take an element out, and leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before, tail = element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def _fill(element: etree._Element) -> None:
    for name, value in [(str(name), str(value)) for name, value in element.attrib.items()]:
        if name in _READ_ATTRIBUTES:
            is_fact = name == "content" and _FACTS.search(element.get("property") or element.get("name") or "")
            element.set(name, value if is_fact else _invented(value))
        elif name not in _KEPT_ATTRIBUTES:
            del element.attrib[name]
    if element.tag == "script":
        element.text = _invented_json(element.text or "")
    elif element.text:
        element.text = _invented(element.text)
    if element.tail:
        element.tail = _invented(element.tail)


def _invented(text: str) -> str:
    return text if _ADDRESS_OR_TIME.match(text.strip()) else _WORD.sub(_other_word, text)


def _other_word(match: re.Match[str]) -> str:
    word = match[0]
    lower = word.lower()
    if lower in _KEPT_WORDS:
        return word
    other = _INVENTED[zlib.crc32(lower.encode()) % len(_INVENTED)]
    if word.isupper() and len(word) > 1:
        return other.upper()
    return other.capitalize() if word[0].isupper() else other


def _invented_json(source: str) -> str:
    try:
        return json.dumps(_invented_value(json.loads(source, strict=False)), ensure_ascii=False, indent=1)
    except ValueError:
        return "{}"


def _invented_value(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _invented_value(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_invented_value(each, key) for each in value]
    return _invented(value) if isinstance(value, str) and not key.startswith("@") else value
