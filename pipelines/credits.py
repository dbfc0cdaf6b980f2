"""Who wrote it, as it stands in the text: trailers, "Laporan …" lines, initials, sign-offs. People become fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from crawler.article import Article, Block, Draft
from crawler.bylines import LABEL, LABELS, is_initials, is_name, is_organisation, read_byline
from pipelines.masthead import opening

_INITIALS = re.compile(
    r"^(?:[(\[]\s*(?:[A-Za-z0-9]{1,8}(?:\s*[/\\|-]\s*[A-Za-z0-9]{1,8}){0,3}|\*+)\s*[)\]]|\*{1,3}|-?red)\W*$"
)
_GLUED_INITIALS = re.compile(
    r"(?:(?P<end>[.!?\"”’)]|\.\.\.)\s*[(\[](?:(?=[^)\]]*[A-Za-z])[A-Za-z0-9]{1,6}(?:\s?[/-]\s?[A-Za-z0-9]{1,6}){0,3}|\*+)[)\]]"
    r"|(?P<bare>[\w%])\s+[(\[](?!dan/atau|pria/)[a-z]{2,4}/[a-z]{2,5}[)\]])\.?$"
)
_GLUED_CREDIT = re.compile(
    rf"(?<=[.!?\"”’)])\s*(?=(?:Pewarta|Reporter|Penulis|Editor|Jurnalis|Kontributor|Uploader|Rep|Red|Sumber)\s*:\s*\S)"
    rf"|(?<=[.!?\"”’)])\s*(?=COPYRIGHT ©|Copyright ©)"
)
_LABELLED = re.compile(rf"(?i)^\W*(?:{LABELS})\s*:")
_COPYRIGHT = re.compile(r"(?i)^\W*(?:copyright|hak cipta|©)\b.{0,60}$")
_REPORT = re.compile(
    r"^\W*(?:Laporan|LAPORAN)(?: (?:langsung|khusus))?(?: (?:(?i:wartawan|jurnalis|reporter|kontributor|koresponden)\b[^,:]{0,40}[,:]?))?"
    r"\s*:?\s*(?P<names>[A-Z][^.!?]{2,80}?)(?:\s+(?:dari|di)\s+[A-Z][\w ,]{2,40})?\W*$"
)
_OWN_LINE = re.compile(r"^\W*(?:Oleh|OLEH)\s*:?\s+(?P<names>[A-Z][\w.,' ’-]{2,60})$")
_CONTRIBUTED = re.compile(
    r"^(?P<names>[A-Z][\w.,'’| -]{2,80}?) (?:ikut )?berkontribusi (?:dalam|pada) (?:penulisan )?(?:artikel|laporan|tulisan) ini\.?$"
)
_CAPITALS = re.compile(r"^[A-Z][A-Z.'’ -]*(?:\s*[|/,&]\s*[A-Z][A-Z.'’ -]*){0,5}$")
_SOURCE_IN_BRACKETS = re.compile(r"^\((?:Sumber\s*:\s*)?[A-Z][\w.&-]*(?:[ /][A-Z][\w.&-]*){0,3}\)$")
_WRITTEN_BY = re.compile(
    r"(?i)^\W*(?:artikel ini (?:di)?tulis(?:kan)? oleh|ditulis oleh)\s*:?\s*(?P<names>[^.]{3,80})\W*$"
)


@dataclass
class _Found:
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)

    def read(self, text: str) -> None:
        byline = read_byline(text)
        self.authors += [n for n in byline.authors if n not in self.authors]
        self.editors += [n for n in byline.editors if n not in self.editors]


def take_credits(draft: Draft) -> Draft:
    """Take credits off the head and the tail; names fill `authors` and `editors` where no person is known yet."""
    blocks, found = list(draft.blocks), _Found()
    end = opening(draft.blocks)
    blocks = [b for i, b in enumerate(blocks) if i >= end or not _take_head(b, found)] or blocks
    plain = draft.article.kind != "photo"
    known = {name.casefold() for name in draft.article.authors + draft.article.editors}
    while len(blocks) > 1 and _take_tail(blocks[-1], found, known, plain and _ends(blocks[-2])):
        blocks.pop()
    if blocks and plain:
        blocks[-1] = _without_glued(blocks[-1], found)
        if not blocks[-1].text:
            blocks.pop()
    return replace(draft, article=_with_people(draft.article, found), blocks=tuple(blocks))


def _take_head(block: Block, found: _Found) -> bool:
    text = block.text
    if len(text) > 140:
        return False
    if _INITIALS.match(text):
        return True
    if report := _REPORT.match(text) or _OWN_LINE.match(text):
        if not all(is_name(n) for n in read_byline(report["names"]).authors):
            return False
        found.read(report["names"])
        return True
    return _take_labelled(text, found)


def _take_tail(block: Block, found: _Found, known: set[str], after_sentence: bool) -> bool:
    text = block.text
    if len(text) > 200 or block.kind == "heading":
        return False
    if _INITIALS.match(text) or _COPYRIGHT.match(text):
        return True
    if _take_labelled(text, found):
        return True
    if named := _OWN_LINE.match(text) or _CONTRIBUTED.match(text) or _WRITTEN_BY.match(text):
        found.read(named["names"])
        return True
    if text.casefold() in known or {n.casefold() for n in read_byline(text).authors} <= known and "|" in text:
        return True
    return after_sentence and (bool(_SOURCE_IN_BRACKETS.match(text)) or _take_sign_off(text, found))


def _take_labelled(text: str, found: _Found) -> bool:
    """ "Pewarta: A Editor: B", "A SavitriEditor: B", "Sumber: …": every part after a label must look like names."""
    labels = list(LABEL.finditer(text))
    if not labels:
        return False
    first = text[: labels[0].start()].strip(" |,-–()[]")
    if first and not is_name(first):
        return False
    if not _LABELLED.match(text) and not first:
        return False
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, stop in zip(labels, ends, strict=True):
        word = (label["label"] or label["slashed"]).lower()
        value = re.sub(r"(?i)\s*copyright.*|\s*©.*", "", text[label.end() : stop]).strip()
        if word in ("sumber", "source", "copyright") and not value.endswith((".", "?", "!")):
            continue
        if len(value) > 90 or not _all_names(value):
            return False
    found.read(text)
    return True


def _all_names(value: str) -> bool:
    byline = read_byline(value)
    names = byline.authors + byline.editors
    if not names:
        return is_initials(value) or not value
    return all(is_name(name.partition(",")[0]) or is_organisation(name) or name.isalnum() for name in names)


def _take_sign_off(text: str, found: _Found) -> bool:
    """A closing line in capitals: "DINI TEJA" and "AGENCY | DAILY | FIKRI ARIGI" (tempo); the last part is the author."""
    if len(text) > 70 or not _CAPITALS.match(text) or len(text.split()) > 9 or len(text) < 3:
        return False
    last = re.split(r"\s*[|/]\s*", text)[-1].strip()
    if len(last.split()) > 1 and is_name(last) and not is_initials(last):
        found.read(last)
    return True


def _without_glued(block: Block, found: _Found) -> Block:
    text = block.text
    if cut := _GLUED_CREDIT.search(text):
        tail = text[cut.end() :]
        if _COPYRIGHT.match(tail) or _take_labelled(tail, found):
            text = text[: cut.start()]
    while glued := _GLUED_INITIALS.search(text[-40:]):
        text = text[: len(text) - len(text[-40:]) + glued.end("end" if glued["end"] else "bare")].rstrip()
    return block if text == block.text else replace(block, text=text)


def _ends(block: Block) -> bool:
    return block.text.rstrip('"”’)] ')[-1:] in ".!?"


def _with_people(article: Article, found: _Found) -> Article:
    """The article with the names of its text, where the page named no person of that role."""
    changes = {}
    for name, people in (("authors", found.authors), ("editors", found.editors)):
        known = getattr(article, name)
        nobody = not known or (
            all(is_organisation(n) for n in known) and not all(is_organisation(n) for n in people)
        )
        if people and nobody:
            changes[name] = people
    if not changes:
        return article
    return replace(article, sources=article.sources | dict.fromkeys(changes, "text"), **changes)
