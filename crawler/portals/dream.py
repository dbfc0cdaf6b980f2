"""dream.co.id and its channels."""

from crawler.families.kly import DATED, channels, kly_portal
from crawler.portal import Selectors

PORTAL = kly_portal(
    "dream",
    title="Dream.co.id",
    domains=("dream.co.id",),
    indexes=channels("https://www.dream.co.id/fresh/", "https://www.dream.co.id/dinar/"),
    article_url=(DATED, r"-(?P<id>\d{6}[0-9a-z])/"),
    not_article=(r"-\d{6}[0-9a-z]/",),
    older=Selectors(
        title=(".headline-detail h1", ".detail-header h2"),
        body=(
            "//*[@class='detail-article']/*[@class='headline-detail']/p"
            " | //*[@class='detail-article']/*[@class='body-paragraph']",
            ".detail-body",
        ),
        date=(".date-author .date", ".detail-header__bottom-left"),
        authors=(".date-author .author", ".detail-header__bottom-left a"),
        section=(".drm-breadcrumb-microsite li:last-child a", ".breadcrumb a:last-of-type"),
        tags=(".list-tag-border a", ".detail-box__tag-list a"),
        lead=(".headline-detail p", ".detail-body h6"),
        image=(".detail-img img",),
        caption=(".copyright-detail", ".detail-img__copyright"),
        next_page=("a.arrow-article-paging.arrow-right",),
    ),
    drop=(".date-author", ".detail-box", ".drm-artikel-arrow", ".sosmed-box"),
    distrust=("tags:meta",),
    layouts=("2020", "2018"),
    evidence="page",
    newest_evidence="2020-10-12",
)
