"""The comparison, on one page: records go in, matters are found, linked, judged and written down."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from onrecord.comparison import copies
from onrecord.comparison.align import Chances, chances, links
from onrecord.comparison.caution import cautions
from onrecord.comparison.items import items
from onrecord.comparison.lexicon import Lexicon
from onrecord.comparison.matters import matters_of
from onrecord.errors import DifferentTalks
from onrecord.model import Comparison, Document, Item, Record, Side
from onrecord.tables import Knowledge
from onrecord.talks import why_other_talks

__all__ = ["compare", "compare_all", "side_of"]


def compare(a: Record, b: Record, knowledge: Knowledge, force: bool = False, learned: Chances | None = None) -> Comparison:
    """Two reports of the same talks, matter by matter.

    Raises ``DifferentTalks`` where participants, date or form show that they tell of different talks; ``force`` compares them
    all the same and says so in the notes. ``learned`` are other weights than those that come with the package.
    """
    reason = why_other_talks(a, b, knowledge)
    if reason and not force:
        raise DifferentTalks(
            f"{a.document.id} and {b.document.id} tell of different talks ({reason}): use --force to compare them"
        )
    notes = [*([f"these are reports of different talks: {reason}"] if reason else []), *cautions(a, b, knowledge)]
    return Comparison(
        a=side_of(a.document),
        b=side_of(b.document),
        notes=tuple(notes),
        items=tuple(_items(a, b, knowledge, learned or chances())),
    )


def compare_all(records: Sequence[Record], knowledge: Knowledge, force: bool = False) -> list[Comparison]:
    """Each two of several reports, in their order."""
    return [compare(a, b, knowledge, force) for a, b in combinations(records, 2)]


def _items(a: Record, b: Record, knowledge: Knowledge, learned: Chances) -> list[Item]:
    if copies.near_copies(a, b):
        return list(copies.items(a, b, knowledge))
    lexicon = knowledge.derived(Lexicon)
    first, second = matters_of(a, lexicon), matters_of(b, lexicon)
    found, chance = links(first, second, lexicon, learned)
    return list(items((a, first), (b, second), found, chance, learned))


def side_of(document: Document) -> Side:
    """What a comparison says of a report."""
    return Side(
        id=document.id,
        sha256=document.sha256,
        title=document.title,
        publisher=document.publisher,
        country=document.country,
        published=document.published,
        url=document.url,
        partial=document.partial,
    )
