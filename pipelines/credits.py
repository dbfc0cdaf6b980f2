"""Who wrote it, as the text says: trailers, "Laporan …" lines, initials, sign-offs. People become fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from crawler.article import Article, Block, Draft
from crawler.bylines import LABEL, Byline, is_initials, is_name, is_organisation, read_byline
from pipelines.patterns import SENTENCE_MARKS, ends_sentence, is_paragraph, opening

_INITIALS = re.compile(r"^(?:[(\[]\s*(?:[A-Za-z0-9]{1,8}(?:\s*[/|-]\s*[A-Za-z0-9]{1,8}){0,3}|\*+)\s*[)\]]|\*{1,3})\W*$")
_GLUED_INITIALS = re.compile(
    r"(?:(?P<end>[.!?\"”’)])\s*"
    r"[(\[](?:(?=[^)\]]*[A-Za-z])[A-Za-z0-9]{1,6}(?:\s?[/-]\s?[A-Za-z0-9]{1,6}){0,3}|\*+)[)\]]"
    r"|(?P<bare>[\w%])\s+[(\[](?!dan/atau|pria/)[a-z]{2,4}/[a-z]{2,5}[)\]])\.?$"
)
_MOST_GLUED = 20
_GLUED_CREDIT = re.compile(
    r"(?<=[.!?\"”’)])\s*"
    r"(?=(?:Pewarta|Reporter|Penulis|Editor|Jurnalis|Kontributor|Uploader|Rep|Red|Sumber)\s*:\s*\S"
    r"|COPYRIGHT ©|Copyright ©)"
)
_CLOSES = re.compile(
    r"[(\[][A-Za-z0-9]{1,6}[/-][A-Za-z0-9/]{1,12}[)\]]$|(?i:pewarta|reporter|jurnalis|editor|rep|red)\s*[:|]"
)
_COPYRIGHT = re.compile(r"(?i)^\W*(?:copyright|hak cipta|©)\b.{0,60}$")
_RIGHTS = re.compile(r"(?i)\s*(?:copyright|©).*")
_NAMES = r"(?P<names>[A-Z][\w.,'’&/ -]{2,80}?)"
_REPORTER = r"(?i:wartawan|jurnalis|reporter|kontributor|koresponden)"
_SIGNED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^\W*(?:Laporan|LAPORAN)(?: (?:langsung|khusus))?(?: {_REPORTER}\b[^,:]{{0,40}}[,:])?(?: {_REPORTER})?"
        rf"\s*:?\s*{_NAMES}(?:\s+(?:dari|di)\s+[A-Z][\w ,]{{2,40}})?\W*$",
        rf"^\W*(?:Oleh|OLEH)\s*:?\s+{_NAMES}$",
        rf"^\W*(?:Artikel ini (?:di)?tulis oleh|\(?Ditulis oleh|Hasil periksa fakta)\s*:?\s*{_NAMES}\W*$",
        rf"^(?:[A-Z]+ \| )*{_NAMES} (?:ikut )?berkontribusi (?:dalam|pada) (?:penulisan )?"
        r"(?:artikel|laporan|tulisan) ini\.?$",
    )
)
_CAPITALS = re.compile(r"^[A-Z][A-Z.'’ -]*(?:\s*[|/,&]\s*[A-Z][A-Z.'’ -]*){0,5}$")
_SOURCE_IN_BRACKETS = re.compile(r"^\((?:Sumber\s*:\s*)?[A-Z][\w.&-]*(?:[ /][A-Z][\w.&-]*){0,3}\)$")
_CLOCK = re.compile(r"\b\d{4}\b.{0,8}\b\d{1,2}[.:]\d\d(?: (?:WIB|WITA|WIT))?$")
_SOURCES = frozenset(("sumber", "source", "copyright"))


@dataclass(slots=True)
class _People:
    """Names met in the text so far, and those that the page gave."""

    known: frozenset[str]
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)

    def read(self, text: str) -> None:
        byline = read_byline(text)
        self.authors += [name for name in byline.authors if name not in self.authors]
        self.editors += [name for name in byline.editors if name not in self.editors]

    def are_known(self, text: str) -> bool:
        """Whether a line is nothing but the people whom the page names already."""
        names = [name.strip().casefold() for name in re.split(r"[|,/&]", text)]
        return text.casefold() in self.known or all(name in self.known for name in names)


def take_credits(draft: Draft) -> Draft:
    """Take credits off the opening and the end; their names fill `authors` and `editors` where nobody is known.

    The end is peeled line by line, so "Editor: …" in the midst of a text stays. Seen: "Pewarta: A Editor: B
    Copyright © ANTARA 2026", also glued (antaranews), "Laporan: A" (sinpo), "DAILY STAR | A" (tempo), "(fyk/ash)"
    (detik).
    """
    article = draft.article
    people = _People(frozenset(name.casefold() for name in article.authors + article.editors))
    end = opening(draft.blocks)
    blocks = [b for b in draft.blocks[:end] if not _take_opening(b.text, people)] + list(draft.blocks[end:])
    is_text = article.kind != "photo"
    blocks = _until_closed(blocks, people)
    while len(blocks) > 1 and (
        _take_closing(blocks[-1], people) or (is_text and _take_sign_off(blocks[-1], blocks[-2], people))
    ):
        blocks.pop()
    if blocks and is_text and (text := _without_glued(blocks[-1].text, people)) != blocks[-1].text:
        blocks[-1:] = [replace(blocks[-1], text=text)] if text else []
    return replace(draft, article=_with_people(article, people), blocks=tuple(blocks))


def _until_closed(blocks: list[Block], people: _People) -> list[Block]:
    """The blocks up to initials or a reporter's credit, if no paragraph follows those: they close an article."""
    for position in range(len(blocks) - 1, 0, -1):
        block = blocks[position]
        if is_paragraph(block):
            break
        if _CLOSES.match(block.text) and _take_closing(block, people):
            return blocks[:position]
    return blocks


def _take_opening(text: str, people: _People) -> bool:
    if len(text) > 140:
        return False
    if _INITIALS.match(text) or people.are_known(text):
        return True
    return _take_report(text, people) or _take_dated(text, people) or _take_labelled(text, people)


def _take_closing(block: Block, people: _People) -> bool:
    text = block.text
    if len(text) > 200 or block.kind == "heading":
        return False
    if _INITIALS.match(text) or _COPYRIGHT.match(text) or people.are_known(text):
        return True
    return _take_report(text, people) or _take_labelled(text, people)


def _take_report(text: str, people: _People) -> bool:
    """Take "Laporan A dari Madinah", "Oleh A", "A berkontribusi dalam penulisan artikel ini."."""
    signed = next(filter(None, (pattern.match(text) for pattern in _SIGNED)), None)
    if signed is None or not all(map(is_name, read_byline(signed["names"]).authors)):
        return False
    people.read(signed["names"])
    return True


def _take_dated(text: str, people: _People) -> bool:
    """Take "A NAME | 2020-12-15 07:30" (bola.net) and "A NAME, CNN Indonesia | Selasa, 01/05/2018 05:27 WIB"."""
    if not _CLOCK.search(text) or not (_are_names(text) or read_byline(text) == Byline()):
        return False
    people.read(text)
    return True


def _take_labelled(text: str, people: _People) -> bool:
    """Take "Pewarta: A Editor: B", "A SavitriEditor: B", "Sumber: …" if names follow each label."""
    if ":" not in text and "/" not in text:
        return False
    labels = list(LABEL.finditer(text))
    if not labels:
        return False
    unlabelled = text[: labels[0].start()].strip(" |,-–()[]")
    if unlabelled and not is_name(unlabelled):
        return False
    stops = [label.start() for label in labels[1:]] + [len(text)]
    for label, stop in zip(labels, stops, strict=True):
        value = _RIGHTS.sub("", text[label.end() : stop]).strip()
        is_source = (label["label"] or "").lower() in _SOURCES
        if not (_is_source(value) if is_source else _are_names(value)):
            return False
    people.read(text)
    return True


def _is_source(value: str) -> bool:
    return len(value) <= 120 and not value.endswith(tuple(SENTENCE_MARKS))


def _are_names(value: str) -> bool:
    byline = read_byline(value)
    names = byline.authors + byline.editors
    if not names:
        return not value or is_initials(value)
    return len(value) <= 90 and all(
        is_name(name.partition(",")[0]) or is_organisation(name) or name.isalnum() for name in names
    )


def _take_sign_off(block: Block, before: Block, people: _People) -> bool:
    """Take a closing line in capitals, "A NAME" or "AGENCY | DAILY | A NAME" (tempo: the last is the author), or a
    source in brackets, "(Football Italia)" (bola.net), if it stands below the end of a sentence."""
    text = block.text
    if block.kind != "p" or not 3 <= len(text) <= 70 or not ends_sentence(before.text):
        return False
    if _SOURCE_IN_BRACKETS.match(text):
        return True
    if not _CAPITALS.match(text) or len(text.split()) > 9:
        return False
    last = re.split(r"\s*[|/]\s*", text)[-1].strip()
    if len(last.split()) > 1 and is_name(last):
        people.read(last)
    return True


def _without_glued(text: str, people: _People) -> str:
    """The last paragraph without the credits and initials that follow its last sentence on the same line."""
    if (":" in text or "©" in text) and (cut := _GLUED_CREDIT.search(text)):
        tail = text[cut.end() :]
        if _COPYRIGHT.match(tail) or _take_labelled(tail, people):
            text = text[: cut.start()]
    end = len(text)
    for _ in range(_MOST_GLUED):
        glued = _GLUED_INITIALS.search(text, max(0, end - 40), end)
        if not glued:
            break
        end = max(glued.end("end"), glued.end("bare"))
    return text[:end]


def _with_people(article: Article, people: _People) -> Article:
    authors = _better(article.authors, people.authors, people.editors)
    editors = _better(article.editors, people.editors, [])
    sources = dict(article.sources)
    if authors is not article.authors:
        sources["authors"] = "text"
    if editors is not article.editors:
        sources["editors"] = "text"
    return replace(article, authors=authors, editors=editors, sources=sources)


def _better(known: list[str], found: list[str], not_of_role: list[str]) -> list[str]:
    """The names of the text where the page gave none, only a desk, or people of another role."""
    if not found or any(name not in not_of_role and not is_organisation(name) for name in known):
        return known
    return known if known and all(map(is_organisation, found)) else found
