"""Web pages in the shapes of well-known publishers. What they report, and who, is invented."""

from __future__ import annotations

LEAD = "Helena Marsk and Radomir Tesk met in Linmouth for talks on trade and on the border crossings."
PARAGRAPHS = (
    "President of Sarelia Helena Marsk: Mr Tesk, colleagues,",
    "I am glad to welcome you in Linmouth. Our trade grew by 17 percent last year, and we can do better than that.",
    "President of Veskonia Radomir Tesk: Thank you.",
    "Yes.",
    "We agreed to open two more crossings by September, and I promise to send a delegation to prepare them.",
    "The two presidents also discussed the work of the joint commission on water, which meets twice a year.",
)
TITLE = "Talks with President of Veskonia Radomir Tesk"
DAY = "2024-06-11"
NAVIGATION = (
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>All the news of the week in one place</a></li></ul></nav>"
    "<div class='menu'><a href='/a'>About the president</a> <a href='/b'>Contacts of the press service</a></div>"
)
FOOTER = (
    "<footer><p>All rights reserved by the office that runs this website, in all countries of the world.</p>"
    "<p><a href='/terms'>Terms of use</a></p></footer>"
)


def paragraphs(texts: tuple[str, ...] = PARAGRAPHS) -> str:
    return "\n".join(f"<p>{text}</p>" for text in texts)


def page(body: str, head: str = "", lang: str = "en") -> str:
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{TITLE} | Some site</title>{head}</head>'
        f"<body>{NAVIGATION}{body}{FOOTER}</body></html>"
    )


def kremlin(body: str = "", lead: str = LEAD) -> str:
    """The shape of the pages of the President of Russia: pop-up cards, a slider, tags, a link to the page itself."""
    card = (
        '<a class="person_tag">Mr Tesk<span class="read__tooltip hidden masha-ignore"><span>Tesk Radomir</span>'
        "<span>President of Veskonia</span></span></a>"
    )
    inner = body or paragraphs().replace("welcome you", f"welcome {card}")
    return page(
        '<div class="read"><article class="read__in hentry"><div class="read__content"><div class="read__top">'
        f'<h1 class="entry-title">{TITLE}</h1><div class="read__lead"><div><p>{lead}</p></div></div>'
        f'<div class="read__meta"><time class="read__published" datetime="{DAY}">June 11, 2024</time>'
        '<div class="read__time">17:30</div><div class="read__place p-location"><i></i>Linmouth,  Sarelia</div></div></div>'
        '<div class="entry-content read__internal_content"><div class="slider masha-ignore"><div>A caption.</div></div>'
        f"{inner}"
        '<div class="read__bottommeta hidden-copy"><h3>Topics</h3><p>Direct link: en.kremlin.ru/d/1</p></div>'
        "</div></div></article>"
        '<a class="tabs_photo"><i><sup class="tabs__count">9</sup></i></a>'
        '<a class="tabs_video"><i><sup class="tabs__count">2</sup></i></a></div>',
        '<meta property="og:url" content="http://en.kremlin.ru/events/president/news/1"/>'
        '<meta property="og:site_name" content="President of Russia"/><link rel="canonical" href="1.html">',
    )


def kremlin_list() -> str:
    entry = '<div class="hentry hentry_event"><h3><a href="../{0}.html"><span>Talks number {0}</span></a></h3></div>'
    entries = "".join(entry.format(n) for n in range(20))
    return page(f'<div class="lister-page">{entries}</div>', '<meta name="twitter:site" content="@KremlinRussia_E"/>')


def ukraine() -> str:
    return page(
        f'<div class="article"><h1>{TITLE}</h1><p class="date">11 June 2024 - 15:00</p>'
        f'<div class="article_content">{paragraphs()}'
        "</div></div><div class='item_stat_headline'><a href='/x'>Other news of the day that is not this one</a></div>",
        '<link rel="canonical" href="https://www.president.gov.ua/en/news/peregovori-1">',
    )


def white_house() -> str:
    return page(
        '<main><div class="entry-content wp-block-post-content"><div class="wp-block-whitehouse-topper">'
        f'<h1 class="wp-block-whitehouse-topper__headline">{TITLE}</h1><div class="wp-block-post-date">'
        f'<time datetime="{DAY}T17:10:00-05:00">June 11, 2024</time></div></div>{paragraphs()}<p>###</p></div></main>',
        '<link rel="canonical" href="https://www.whitehouse.gov/briefings-statements/2024/06/talks/">',
    )


def downing_street() -> str:
    return page(
        f'<main><div class="gem-c-heading"><h1>{TITLE}</h1></div><div class="gem-c-lead-paragraph">{LEAD}</div>'
        f'<div class="govspeak"><p>A Downing Street spokesperson said:</p><blockquote>{paragraphs()}</blockquote></div>'
        "<h2>Updates to this page</h2><p>Published 11 June 2024</p></main>",
        f'<meta name="govuk:first-published-at" content="{DAY}T10:00:00+01:00">'
        '<meta name="govuk:primary-publishing-organisation" content="Foreign, Commonwealth &amp; Development Office">'
        '<link rel="canonical" href="https://www.gov.uk/government/news/talks">',
    )


def state_department() -> str:
    return page(
        f'<h1 class="featured-content__headline stars-above">{TITLE}</h1><div class="article-meta">'
        '<p class="article-meta doctype-meta">Readout</p><p class="article-meta__publish-date">June 11, 2024</p></div>'
        f'<div class="entry-content"><p>The below is attributable to the spokesperson:</p>{paragraphs()}</div>'
    )


def unknown() -> str:
    """A publisher that is not known, with article metadata, pop-up furniture and a lead above the text."""
    return page(
        f"<article><header><h1>{TITLE}</h1></header><p class='summary'>{LEAD}</p><div><a href='#'>Share</a></div>"
        f"<div class='text'>{paragraphs()}</div></article><aside><p>Other readers also liked this long story.</p></aside>",
        f'<meta property="article:published_time" content="{DAY}T23:30:00+03:00">'
        '<meta property="og:site_name" content="Sarelian Gazette">'
        f'<meta property="og:title" content="{TITLE}">',
    )


def form_page() -> str:
    """A page that lies wholly in a form and in tables, as those of some foreign ministries do."""
    return page(
        f"<form action='/x' method='post'><table><tr><td><h1>{TITLE}</h1><div>June 11, 2024</div>{paragraphs()}"
        "</td></tr></table></form>"
    )


def breaks() -> str:
    """Paragraphs by line breaks and not by elements."""
    return page(f"<div id='content'><h2>{TITLE}</h2><div>{'<br><br>'.join(PARAGRAPHS)}</div></div>")
