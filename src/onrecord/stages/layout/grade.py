"""How sure a phrase before a colon is a label, by its words alone."""

from __future__ import annotations

import re
from typing import Literal

from onrecord.stages.layout.lexicon import Lexicon

__all__ = ["Grade", "grade"]

Grade = Literal["named", "name", "unsure", "loose", "single", "role", "anonymous"]
"""``named``: title and name, or a title in capitals. ``name``: two words or more. ``unsure``: may be name or office.
``loose``: a title with unknown small words. ``single``: one word. ``role``: an office. ``anonymous``: "Question"."""

_TOKEN = re.compile(r"[^\W\d_][\w’'.\-‑]*|&")
_ALLOWED = re.compile(r"[\w’'.\-‑& ,]+\Z")
_DASH = re.compile(r" [–—-] ")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ ]?){1,3}")
_MOST_WORDS = 22
_MOST_NAMES = 6
_ABBREVIATION = 5


def grade(phrase: str, lexicon: Lexicon) -> Grade | None:
    """The grade of ``phrase`` (white space single), null where it is no label whatever the page holds."""
    small = phrase.casefold()
    first_word, _, more = small.partition(" ")
    if small in lexicon.anonymous or (first_word in lexicon.anonymous and more.partition(" ")[0] in lexicon.whose):
        return "anonymous"
    if small in lexicon.never:
        return None
    phrase = _without_dashes(phrase, lexicon)
    if not _ALLOWED.match(phrase):
        return None
    first, _, rest = phrase.partition(",")
    if rest and (graded := _with_apposition(first.strip(), rest, lexicon)) is not None:
        return graded
    return _graded(phrase.replace(",", " "), lexicon)


def _without_dashes(phrase: str, lexicon: Lexicon) -> str:
    """ "Chief Executive Officer – Chairman of the Board Adela Brandt": the dash of a title as a blank."""
    parts = [_TOKEN.findall(part) for part in _DASH.split(phrase)]
    if len(parts) == 1 or not any(_is_title(word.casefold(), lexicon) for word in parts[0]):
        return phrase
    return " ".join(_DASH.split(phrase)) if all(_of_title(part, lexicon) for part in parts[1:]) else phrase


def _of_title(words: list[str], lexicon: Lexicon) -> bool:
    """Whether words behind a dash can go on with a title or a body's name: capitalised, and small words of titles only."""
    return bool(words) and words[0][0].isupper() and not any(_small(w, lexicon) and w not in lexicon.known for w in words)


def _is_title(word: str, lexicon: Lexicon) -> bool:
    """ "president", "vice-president", "co-chair"."""
    return word in lexicon.titles or word.rpartition("-")[2] in lexicon.titles


def _with_apposition(name: str, rest: str, lexicon: Lexicon) -> Grade | None:
    """ "Helena Marsk, President of Sarelia": a name with its title behind."""
    graded = _graded(name, lexicon)
    if ". " in rest:
        return None
    words = {w.casefold() for w in _TOKEN.findall(rest)}
    if graded in ("name", "named") and any(_is_title(w, lexicon) for w in words) and not words & lexicon.verbs:
        return "named"
    return None


def _graded(phrase: str, lexicon: Lexicon) -> Grade | None:
    tokens = _TOKEN.findall(_INITIALS.sub(lambda m: m[0].replace(" ", ""), phrase))
    if not tokens or len(tokens) > _MOST_WORDS or not _plausible(tokens, lexicon):
        return None
    lower = [t.casefold().rstrip(".") for t in tokens]
    if lower[0] in lexicon.honorifics:
        return "name" if len(tokens) > 1 and not _is_title(lower[-1], lexicon) else None
    last = max((i for i, word in enumerate(lower) if _is_title(word, lexicon)), default=-1)
    if last < 0:
        return _untitled(tokens, lower, lexicon)
    return _titled(tokens, lower, last, lexicon)


def _plausible(tokens: list[str], lexicon: Lexicon) -> bool:
    """Whether the words can be a title and a name at all."""
    lower = [t.casefold() for t in tokens]
    if lower[0] in lexicon.openers and not _may_open(lower, tokens, lexicon):
        return False
    if any(word in lexicon.verbs and not token[0].isupper() for token, word in zip(tokens, lower, strict=True)):
        return False
    if tokens[0][0].islower() or (tokens[-1][0].islower() and not _with_article(tokens[-1], lexicon)):
        return False
    return not any(t.endswith(".") and (len(t) > _ABBREVIATION or t[0].islower()) for t in tokens)


def _may_open(lower: list[str], tokens: list[str], lexicon: Lexicon) -> bool:
    """ "First Deputy Minister", "THE PRESIDENT", "The Secretary-General": words that mostly open a clause, before a title."""
    if lower[0] in lexicon.ordinals:
        return len(lower) > 1 and (lower[1] in lexicon.known or _is_title(lower[1], lexicon))
    return lower[0] in lexicon.articles and len(lower) > 1 and (_in_capitals(tokens) or _is_title(lower[-1], lexicon))


def _with_article(token: str, lexicon: Lexicon) -> bool:
    """ "al-Hassan": a name with its article."""
    article, _, name = token.partition("-")
    return article in lexicon.particles and name[:1].isupper()


def _small(token: str, lexicon: Lexicon) -> bool:
    """A word in small letters that is no part of a name."""
    return token[0].islower() and token not in lexicon.particles and not _with_article(token, lexicon)


def _untitled(tokens: list[str], lower: list[str], lexicon: Lexicon) -> Grade | None:
    """A phrase without a title: a name, if all its words are capitalised or particles of names."""
    if len(tokens) > _MOST_NAMES or any(_small(t, lexicon) for t in tokens):
        return None
    if any(word in lexicon.connectors or word in lexicon.bodies for word in lower):
        return None
    if len(tokens) == 1:
        return "name" if "." in tokens[0].rstrip(".") else "single"
    return "name"


def _titled(tokens: list[str], lower: list[str], last: int, lexicon: Lexicon) -> Grade | None:
    """A phrase whose last title word is at ``last``."""
    unknown = [t for t in tokens if _small(t, lexicon) and t not in lexicon.known]
    after = [i for i in range(last + 1, len(tokens)) if lower[i] in lexicon.connectors]
    names = tokens[(after[-1] if after else last) + 1 :]
    while len(names) > 2 and any(_small(n, lexicon) for n in names):
        names = names[1:]
    if any(_small(n, lexicon) for n in names):
        return None
    if after and after[0] > last + 1 and not unknown:
        return "named" if lower[last] in lexicon.address else "unsure"
    if not names or lower[-1] in lexicon.bodies or (after and len(names) == 1):
        if _in_capitals(tokens):
            return "named"
        return None if unknown else "unsure" if lower[0] in lexicon.articles else "role"
    if unknown:
        return "loose" if len(names) > 1 else None
    if after:
        return "named" if len(names) > 2 else "unsure"
    return "named" if len(names) > 1 or lower[last] in lexicon.address else "unsure"


def _in_capitals(tokens: list[str]) -> bool:
    return all(t.isupper() for t in tokens)
