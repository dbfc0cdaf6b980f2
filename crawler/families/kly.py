"""KLY (KapanLagi Youniverse): liputan6, merdeka, kapanlagi, bola.com and their sisters, by now in one CMS."""

from __future__ import annotations

from dataclasses import fields
from itertools import chain
from typing import Any

from crawler.portal import Index, Portal, Selectors

READ = r"/read/(?P<id>\d+)(?:/|$)"
"""Article URLs of the CMS: /news/read/8253586/slug, hot.liputan6.com/read/3969525/slug."""
HEXADECIMAL = r"-(?P<id>[0-9a-f]{6,8})\.html$"
"""Article URLs of kapanlagi and bola.net: /showbiz/selebriti/slug-8936a1f4.html."""
DATED = r"-(?P<id>\d{6}[0-9a-z])\.html$"
"""Article URLs of dream and brilio, with the day in the id: /wow/slug-2006032.html."""
SLUG = r"\.(?:com|co\.id)/[a-z-]+/[a-z0-9]+(?:-+[a-z0-9]+){2,}-*\.html$"
"""Article URLs of merdeka and otosia without an id: /uang/a-slug-of-several-words.html."""

# Newest first: merdeka 2026, the box of liputan6 2024, desktop 2017, mobile 2017, desktop 2016, photo stories.
_CMS = Selectors(
    title=(
        "h1.articles-content__title",
        "h1.read-page--header--title",
        "h1.article-header__title",
        "h1.read-page--header__title",
        ".read-page--photo-tag--header__title",
    ),
    body=(
        ".articles-content__body",
        ".article-content-body",
        ".read-page__content-body",
        "//*[contains(@class, 'photo-tag--slider__top__item__caption')"
        " or contains(@class, 'photo-tag--header__content')]",
    ),
    date=(
        ".read-page-box__author__updated",
        "time.read-page--header--author__datetime",
        ".article-header__datetime",
        "time.read-page--header__datetime",
        "time.read-page--photo-tag--header__datetime",
    ),
    authors=(
        "[data-tracking=author_name]",
        ".read-page-box__author__name",
        ".read-page--header--author__name",
        ".article-header__author-link",
        ".read-page--header__author .fn",
        "//*[contains(@class, 'credits-wrapper')][contains(., 'Photographer')]/*[contains(@class, 'credits-user')]",
    ),
    editors=(
        "//*[contains(@class, 'credits__popover')][*[contains(@class, '-role')][contains(., 'Editor')]]"
        "/*[contains(@class, '-name')]",
        "//*[contains(@class, 'credits__item-label')][*[contains(@class, '-role')][contains(., 'Editor')]]"
        "/*[contains(@class, '-name')]",
        "//*[contains(@class, 'credits__item')][preceding-sibling::*[@id][1]/@id = 'credits_editor']"
        "//*[contains(@class, 'credits__name')]",
        "//*[contains(@class, 'credits-wrapper')][contains(., 'Editor')]/*[contains(@class, 'credits-user')]",
    ),
    section=(
        "nav.breadcrumb-navigation li:last-child",
        "(//*[contains(@class, 'read-page--breadcrumb')]//li)[last()]//span",
        "(//*[@id='breadcrumb']//li)[last()]//span",
    ),
    tags=(
        ".tags-articles__list a",
        ".tags--snippet__link",
        ".tags--topics--item__link",
        ".fimela-tags--topics--item__link",
        ".read-page--tags__link",
    ),
    lead=(".articles-content__sinopsis", ".read-page--header--description"),
    caption=(
        ".read-page--top-media .read-page--photo-gallery--item__caption",
        ".read-page-upper .article-photo-gallery--item__description",
        ".read-page--photo-gallery--item__caption",
    ),
)
_UNSHOWN = Selectors(section=("meta[property='article:section3']", "meta[property='article:section2']"))
_DROP = (
    ".baca-juga",
    "[class*=baca-juga-collections]",
    ".bg-primary-50",
    ".advertisement-placeholder",
    ".article-ad",
    ".seamless-ads",
    "[id^=div-gpt-ad]",
    "[id^=gpt-ad]",
    "[class*=photo-gallery--item]",
    "[class*=video-gallery--item]",
    ".photo-gateway",
    "[class*=__item-break]",
    "[class*=__break]",
    "[class*=loadmore]",
    "[class*=load-more]",
    ".instagram-media",
    ".twitter-tweet",
)


def kly_portal(
    name: str,
    *,
    article_url: tuple[str, ...] = (),
    not_article: tuple[str, ...] = (),
    older: Selectors | None = None,
    drop: tuple[str, ...] = (),
    distrust: tuple[str, ...] = (),
    **facts: Any,
) -> Portal:
    """A portal of KLY: the common CMS, then what is its own: `article_url`, `not_article`, `drop`, `distrust`.

    `older` are the selectors of the layouts from before the site came into the CMS; `facts` are the other fields of
    Portal. Seen on pages of 2016 to 2022 and in descriptions of those of 2024 to 2026.
    """
    return Portal(
        name=name,
        family="kly",
        article_url=(READ, *article_url),
        not_article=(r"/(?:tag|indeks|search|me|video)(?:/|$)", *not_article),
        kinds={"photo": r"/(?:foto|photo)/|/read/\d+/foto-", "video": r"/read/\d+/video-"},
        select=_joined(_CMS, older or Selectors(), _UNSHOWN),
        drop=(*_DROP, *drop),
        distrust=("authors:meta", "tags:page", *distrust),
        **facts,
    )


def channels(*urls: str) -> tuple[Index, ...]:
    """The channel pages of a site as undated indexes; their other links are refused by `article_url`."""
    return tuple(Index(url=url, links="//a[contains(@href, '/read/') or contains(@href, '.html')]") for url in urls)


def _joined(*layouts: Selectors) -> Selectors:
    """The selectors of several layouts as one, in order."""
    names = [each.name for each in fields(Selectors)]
    return Selectors(**{n: tuple(chain.from_iterable(getattr(layout, n) for layout in layouts)) for n in names})
