"""Web pages in twelve layouts around an invented report: menus, side bars, banners, tables, live blogs and what else sites do."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable, Mapping, Sequence

__all__ = ["LAYOUTS"]

_NEWS = (
    "President of Caldora opened a new bridge over the river Orrin and thanked its builders for their work.",
    "The government approved the budget for the coming year after a long debate in the assembly.",
    "Farmers of the northern valleys expect a good harvest of barley, the ministry of agriculture reported.",
    "A delegation of students from Ferren visited the palace and saw the state rooms.",
)
_COOKIES = "We use cookies to make this website work and to learn how it is used. You may accept or reject them at any time."
_RIGHTS = "All rights reserved. The use of materials of this website is allowed with a link to the original page only."


def _page(title: str, body: str, head: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)} | The Heron Palace</title>{head}'
        f"</head><body>{body}</body></html>"
    )


def _p(paragraphs: Sequence[str], tag: str = "p") -> str:
    return "".join(f"<{tag}>{html.escape(text)}</{tag}>" for text in paragraphs)


def _links(count: int = 4, tag: str = "li") -> str:
    return "".join(f"<{tag}><a href='/{n}'>{html.escape(text)}</a></{tag}>" for n, text in enumerate(_NEWS[:count]))


def _menu(name: str) -> str:
    items = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in ("Home", "News", "Speeches", "Visits", "Contacts"))
    return f"<div class='{name}'><ul>{items}</ul></div>"


def _footer() -> str:
    return f"<footer><p>{_RIGHTS}</p>{_menu('links')}</footer>"


def _plain(title: str, paragraphs: Sequence[str]) -> str:
    return _page(title, f"{_menu('top')}<article><h1>{html.escape(title)}</h1>{_p(paragraphs)}</article>{_footer()}")


def _menus(title: str, paragraphs: Sequence[str]) -> str:
    body = f"<main><h1>{html.escape(title)}</h1><div class='text'>{_p(paragraphs)}</div></main>"
    return _page(title, f"{_menu('top')}{_menu('languages')}<nav>{_menu('sections')}</nav>{body}{_menu('bottom')}{_footer()}")


def _side_bar(title: str, paragraphs: Sequence[str]) -> str:
    side = f"<aside class='sidebar'><h3>Latest news</h3><ul>{_links()}</ul></aside>"
    body = f"<div class='columns'>{side}<div class='content'><h1>{html.escape(title)}</h1>{_p(paragraphs)}</div></div>"
    return _page(title, f"{_menu('top')}{body}{_footer()}")


def _cookie_banner(title: str, paragraphs: Sequence[str]) -> str:
    banner = f"<div id='cookie-banner' class='consent'><p>{_COOKIES}</p><button>Accept</button></div>"
    return _page(title, f"{banner}{_menu('top')}<main><h1>{html.escape(title)}</h1>{_p(paragraphs)}</main>{_footer()}")


def _related(title: str, paragraphs: Sequence[str]) -> str:
    half = max(1, len(paragraphs) // 2)
    box = f"<div class='related-links'><h4>See also</h4><ul>{_links(2)}</ul></div>"
    body = f"<h1>{html.escape(title)}</h1><div class='story'>{_p(paragraphs[:half])}{box}{_p(paragraphs[half:])}</div>"
    return _page(title, f"{_menu('top')}<article>{body}<section class='more'><ul>{_links()}</ul></section></article>{_footer()}")


def _tables(title: str, paragraphs: Sequence[str]) -> str:
    left = f"<td width='180'>{_menu('left')}</td>"
    right = f"<td><h1>{html.escape(title)}</h1>{_p(paragraphs)}</td>"
    return _page(title, f"<table><tr><td colspan='2'>{_menu('top')}</td></tr><tr>{left}{right}</tr></table><p>{_RIGHTS}</p>")


def _divs(title: str, paragraphs: Sequence[str]) -> str:
    body = f"<div class='head'>{html.escape(title)}</div><div class='body'>{_p(paragraphs, 'div')}</div>"
    return _page(
        title, f"{_menu('top')}<div class='wrap'><h1>{html.escape(title)}</h1>{body}</div><div class='foot'>{_RIGHTS}</div>"
    )


def _hard_wraps(title: str, paragraphs: Sequence[str]) -> str:
    wrapped = "<br><br>\n".join(html.escape("\n".join(textwrap.wrap(text, 72))) for text in paragraphs)
    return _page(title, f"{_menu('top')}<div id='content'><h1>{html.escape(title)}</h1><div>{wrapped}</div></div>{_footer()}")


def _live_blog(title: str, paragraphs: Sequence[str]) -> str:
    posts = "".join(
        f"<div class='post'><time datetime='2024-06-11T{10 + n % 10}:05:00'>{10 + n % 10}:05</time><div>{_p([text])}</div></div>"
        for n, text in enumerate(paragraphs)
    )
    return _page(title, f"{_menu('top')}<main><h1>{html.escape(title)}</h1><div class='live'>{posts}</div></main>{_footer()}")


def _amp(title: str, paragraphs: Sequence[str]) -> str:
    head = "<script async src='https://cdn.example/v0.js'></script><link rel='canonical' href='https://heron.example/talks'>"
    ad = "<amp-ad width='300' height='250' type='x'><div placeholder>Advertisement</div></amp-ad>"
    half = max(1, len(paragraphs) // 2)
    body = (
        f"<article class='amp-article'><h1>{html.escape(title)}</h1>{_p(paragraphs[:half])}{ad}{_p(paragraphs[half:])}</article>"
    )
    side = f"<amp-sidebar id='s' layout='nodisplay'><ul>{_links()}</ul></amp-sidebar>"
    return _page(title, f"{side}<header>The Heron Palace</header>{body}{_footer()}", head)


def _form(title: str, paragraphs: Sequence[str]) -> str:
    body = f"<h2>{html.escape(title)}</h2><div class='when'>11 June 2024</div>{_p(paragraphs)}"
    return _page(
        title, f"<form action='/x' method='post'>{_menu('top')}<table><tr><td>{body}</td></tr></table></form>{_footer()}"
    )


def _blocks(title: str, paragraphs: Sequence[str]) -> str:
    """Each paragraph in a box of its own, between pictures with captions, as editors of content systems do."""
    picture = "<figure><img src='x.jpg'><figcaption>Photo: the press service</figcaption></figure>"
    boxes = "".join(f"<div class='block'><div class='inner'>{_p([text])}</div></div>{picture}" for text in paragraphs)
    share = "<div class='share-buttons'><span>Share</span><a href='/s'>Telegram</a></div>"
    return _page(title, f"{_menu('top')}<div class='page'><h1>{html.escape(title)}</h1>{share}{boxes}</div>{_footer()}")


LAYOUTS: Mapping[str, Callable[[str, Sequence[str]], str]] = {
    "article": _plain,
    "several menus": _menus,
    "side bar": _side_bar,
    "cookie banner": _cookie_banner,
    "related links": _related,
    "two-column table": _tables,
    "divs without p": _divs,
    "hard wraps": _hard_wraps,
    "live blog": _live_blog,
    "AMP-like": _amp,
    "form and table": _form,
    "boxes and pictures": _blocks,
}
"""How a page is written from a report's title and paragraphs, by what the layout is called."""
