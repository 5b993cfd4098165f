"""Invented texts of the kinds that a crawl is full of, and of talks that never were: all from templates, by a seed."""

from __future__ import annotations

import random
from collections.abc import Callable

__all__ = ["KINDS", "LATER_KINDS", "invented", "text_of"]

_COUNTRIES = ["Velland", "Sarelia", "Ostrava Minor", "Tarkesh", "Norvia", "Kelmar", "Dunmark", "Asteria", "Belloria", "Quenland"]
_PEOPLE = [
    "Ana Torvek",
    "Milo Harden",
    "Ilse Brandt",
    "Omar Kesh",
    "Petra Lunde",
    "Joan Vale",
    "Tomas Rill",
    "Nadia Sorel",
    "Erik Moss",
]
_CITIES = ["Linmouth", "Carrow", "Port Elsin", "Tarn", "Westholm", "Grenville", "Aldmoor", "Kessin"]
_THINGS = [
    "lamp",
    "kettle",
    "jacket",
    "backpack",
    "phone case",
    "garden chair",
    "notebook",
    "drill",
    "carpet",
    "headphones",
    "tent",
]
_FOODS = [
    "onion",
    "carrots",
    "butter",
    "flour",
    "rice",
    "chicken",
    "lentils",
    "garlic",
    "tomatoes",
    "cream",
    "sugar",
    "mushrooms",
]
_TEAMS = ["Rovers", "United", "Athletic", "Wanderers", "Tigers", "Falcons", "City", "Kings"]
_TOPICS = ["taxes", "schools", "hospitals", "roads", "pensions", "energy prices", "housing", "farming", "crime", "the budget"]


class _Writer:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def of(self, *choices: str) -> str:
        return self.chance.choice(choices)

    def one(self, choices: list[str]) -> str:
        return self.chance.choice(choices)

    def number(self, low: int, high: int) -> int:
        return self.chance.randrange(low, high)

    def times(self, low: int, high: int, sentence: Callable[[], str]) -> str:
        return " ".join(sentence() for _ in range(self.number(low, high)))


def _shop(w: _Writer) -> str:
    def item() -> str:
        thing = w.one(_THINGS)
        return w.of(
            f"This {thing} is light, sturdy and easy to clean.",
            f"Add the {thing} to your basket and get free delivery over ${w.number(20, 90)}.",
            f"Was ${w.number(50, 200)}, now ${w.number(10, 49)}. Only {w.number(2, 30)} left in stock.",
            f"Customers who bought this {thing} also looked at our {w.one(_THINGS)}.",
            f"Rated {w.number(2, 5)} of 5 by {w.number(3, 900)} customers.",
            "Returns are free within 30 days.",
        )

    return f"{w.one(_THINGS).title()} by {w.one(_CITIES)} Home. Buy now. " + w.times(8, 40, item)


def _recipe(w: _Writer) -> str:
    def step() -> str:
        return w.of(
            f"Chop the {w.one(_FOODS)} and fry with the {w.one(_FOODS)} for {w.number(2, 20)} minutes.",
            f"Stir in {w.number(50, 500)} g of {w.one(_FOODS)}.",
            f"Meanwhile heat the oven to {w.number(150, 230)} degrees.",
            "Season to taste and serve at once.",
            f"Let it rest, then add the {w.one(_FOODS)}.",
        )

    return f"{w.one(_FOODS).title()} with {w.one(_FOODS)}. Serves {w.number(2, 8)}. Ingredients. Method. " + w.times(8, 30, step)


def _sports(w: _Writer) -> str:
    def play() -> str:
        return w.of(
            f"{w.one(_CITIES)} {w.one(_TEAMS)} beat {w.one(_CITIES)} {w.one(_TEAMS)} {w.number(1, 6)}-{w.number(0, 4)}.",
            f"{w.one(_PEOPLE)} scored in the {w.number(2, 90)}th minute after a pass from {w.one(_PEOPLE)}.",
            f'"We met a strong side today," coach {w.one(_PEOPLE)} said at the press conference.',
            f"The leaders of the table meet again on Sunday in {w.one(_CITIES)}.",
            f"The talks about a transfer of {w.one(_PEOPLE)} go on, the club's president said.",
            f"{w.one(_COUNTRIES)} will play {w.one(_COUNTRIES)} in the final.",
        )

    return f"{w.one(_TEAMS)} win in {w.one(_CITIES)}. " + w.times(8, 35, play)


def _forum(w: _Writer) -> str:
    def post() -> str:
        return w.of(
            f"Posted by user{w.number(1, 9999)}: has anyone had this problem with a {w.one(_THINGS)}?",
            "Same here, did you try to turn it off and on again?",
            f"Honestly the government of {w.one(_COUNTRIES)} should do something about {w.one(_TOPICS)}, but what do I know.",
            f"I saw president {w.one(_PEOPLE)} on TV talking about {w.one(_TOPICS)} again lol.",
            "Thanks, that worked! Quote. Reply. Report.",
            f"Last edited {w.number(1, 28)}/{w.number(1, 12)} at {w.number(1, 12)}:{w.number(10, 59)} pm.",
        )

    return f"Re: {w.one(_THINGS)} question. " + w.times(8, 40, post)


def _finance(w: _Writer) -> str:
    def line() -> str:
        return w.of(
            f"Shares of {w.one(_CITIES)} Energy rose {w.number(1, 9)}.{w.number(0, 9)} percent to ${w.number(5, 400)}.",
            f"Trade turnover of {w.one(_COUNTRIES)} grew by {w.number(2, 30)} percent last year, the statistics office said.",
            f"The central bank of {w.one(_COUNTRIES)} kept its rate at {w.number(1, 12)} percent.",
            f"Chief executive {w.one(_PEOPLE)} said the company's talks with creditors had gone well.",
            f"Analysts expect a profit of {w.number(10, 900)} million in the {w.of('first', 'second', 'third')} quarter.",
            f"The finance minister, {w.one(_PEOPLE)}, will present the budget next week.",
        )

    return f"Markets: {w.one(_CITIES)} index closes {w.of('higher', 'lower')}. " + w.times(8, 30, line)


def _list(w: _Writer) -> str:
    def row() -> str:
        return w.of(
            f"{w.number(1, 28)} {w.of('May', 'June', 'March')} {w.number(1990, 2025)}: {w.one(_PEOPLE)}, {w.one(_COUNTRIES)}.",
            f"{w.number(1, 99)}. {w.one(_CITIES)} ({w.number(10, 900)} thousand people).",
            f"Meeting with {w.one(_TOPICS)} committee. Visit to {w.one(_CITIES)}. Greetings to {w.one(_TEAMS)}.",
            f"President of {w.one(_COUNTRIES)}. Prime Minister. Government. News. Contacts. Search.",
        )

    return "Archive. Page 1 of 20. Next. " + w.times(10, 60, row)


def _conference(w: _Writer) -> str:
    def sentence() -> str:
        return w.of(
            f"The President said the government would spend {w.number(2, 90)} million on {w.one(_TOPICS)}.",
            f"Asked about {w.one(_TOPICS)}, {w.one(_PEOPLE)} noted that a bill would go to parliament "
            f"this {w.of('week', 'month')}.",
            f"Question: Mr President, what about {w.one(_TOPICS)}? Answer: We are working on it.",
            f"The Prime Minister thanked doctors and teachers in {w.one(_CITIES)}.",
            f"The Minister of {w.of('Health', 'Education', 'Transport')} reported to the President on {w.one(_TOPICS)}.",
            f"The head of state visited a factory in {w.one(_CITIES)} and talked to its workers.",
            f"The Governor of {w.one(_CITIES)} briefed the President on {w.one(_TOPICS)} in the region.",
        )

    return f"The President of {w.one(_COUNTRIES)} spoke to the press about {w.one(_TOPICS)}. " + w.times(6, 30, sentence)


def _travel(w: _Writer) -> str:
    def line() -> str:
        return w.of(
            f"From {w.one(_CITIES)} take the train to {w.one(_CITIES)}, {w.number(20, 300)} km to the north.",
            f"The old palace, where kings of {w.one(_COUNTRIES)} once met foreign guests, is open daily.",
            f"A room costs from {w.number(40, 300)} euros a night; book early for {w.of('summer', 'winter')}.",
            "Do not miss the market, the harbour and the views from the hill.",
        )

    return f"Three days in {w.one(_CITIES)}: what to see. " + w.times(8, 30, line)


def _obituary(w: _Writer) -> str:
    def line() -> str:
        return w.of(
            f"{w.one(_PEOPLE)} was born in {w.one(_CITIES)} in {w.number(1920, 1960)}.",
            f"He served as ambassador to {w.one(_COUNTRIES)} and later as deputy minister.",
            f"She wrote {w.number(2, 30)} books and taught at the university of {w.one(_CITIES)}.",
            "The funeral will be held on Friday. The family asks for no flowers.",
        )

    return f"{w.one(_PEOPLE)}, {w.number(60, 99)}, has died. " + w.times(6, 20, line)


def _weather(w: _Writer) -> str:
    def line() -> str:
        return w.of(
            f"{w.one(_CITIES)}: {w.of('rain', 'sun', 'snow')}, {w.number(-10, 35)} degrees, wind {w.number(2, 40)} km/h.",
            f"A warning of storms holds for the coast of {w.one(_COUNTRIES)} until {w.of('Monday', 'Friday')}.",
            "Roads may be slippery in the morning.",
        )

    return f"Weather for {w.one(_CITIES)}. " + w.times(8, 30, line)


KINDS: dict[str, Callable[[_Writer], str]] = {
    "shop": _shop,
    "recipe": _recipe,
    "sports": _sports,
    "forum": _forum,
    "finance": _finance,
    "list": _list,
    "conference": _conference,
}
"""Kinds of which training has some."""

LATER_KINDS: dict[str, Callable[[_Writer], str]] = {"travel": _travel, "obituary": _obituary, "weather": _weather}
"""Kinds that training never sees."""


def text_of(kind: str, seed: int) -> str:
    """One invented text of a kind, the same for the same seed."""
    write = {**KINDS, **LATER_KINDS}[kind]
    return write(_Writer(random.Random(f"{kind} {seed}")))  # noqa: S311 - no secret


def invented(first: int, count: int, kinds: dict[str, Callable[[_Writer], str]]) -> list[tuple[str, str]]:
    """``count`` texts of each kind, from the seed ``first`` on: kind and text."""
    return [(kind, text_of(kind, seed)) for kind in kinds for seed in range(first, first + count)]
