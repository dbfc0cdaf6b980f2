"""thejakartapost.com (in English). Facts of 2026-07 (a public scraper, feed lists)."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="thejakartapost",
    title="The Jakarta Post",
    domains=("thejakartapost.com",),
    feeds=("https://www.thejakartapost.com/feed", "https://www.thejakartapost.com/rss"),
    indexes=(Index(url="https://www.thejakartapost.com/", links="a[href]"),),
    article_url=(r"thejakartapost\.com/.+/20\d\d/\d\d/\d\d/(?P<id>[a-z0-9-]+)",),
    select=Selectors(
        title=("h1.tjp-title--single",),
        body=(".tjp-single__content",),
        date=(".tjp-single__head .created",),
        authors=(".author",),
    ),
    drop=("[class*=related]", "[class*=popular]", "[class*=newsletter]", ".ads", "[class^=ad-]", "[id^=div-gpt-ad]"),
    boilerplate=(r"^read also\s*:",),
    language="en",
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-07-26",
)
