"""Unpacked bytes that can be looked at before they are taken, up to where a compressed member ends."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.ingest.webarchive.pieces import Broken, Member, Piece

__all__ = ["Buffer"]

MARK = b"\nWARC/"


class Buffer:
    """What is unpacked and not yet taken is ``data``.

    ``stop`` is the reason why no more can be had before :meth:`go_on`: the next member, damage, or the ``end``.
    """

    def __init__(self, pieces: Iterator[Piece]) -> None:
        self._pieces = pieces
        self._ahead: list[Piece] = []
        """Pieces that were looked at and are still to come, the last of them first."""
        self.data = bytearray()
        self.stop: Member | Broken | str | None = None
        self.member = 0
        self.taken = 0
        """Bytes taken of the present member, where it began with none left over."""

    def fill(self, size: int, inside: bool = False) -> bool:
        """Whether there are ``size`` bytes before the stop. ``inside`` a record, the beginning of a member always stops."""
        while len(self.data) < size and self.stop is None:
            piece = self._next()
            if isinstance(piece, bytes):
                self.data += piece
            elif isinstance(piece, Member) and not self.data and not inside:
                self.member, self.taken = piece.at, 0
            else:
                self.stop = piece if piece is not None else "end"
        return len(self.data) >= size

    def fill_record(self, size: int) -> bool:
        """The same across members, where the next one does not begin with a record: it then carries on this one."""
        while not self.fill(size, inside=True):
            if not isinstance(self.stop, Member) or self._next_opens_record():
                return False
        return True

    def take(self, size: int) -> bytes:
        """The next bytes, or as many as there are."""
        found = bytes(self.data[:size])
        del self.data[:size]
        self.taken += len(found)
        return found

    def put_back(self, data: bytes) -> None:
        """Bytes that were taken, to be read again."""
        self.data[:0] = data
        self.taken -= len(data)

    def go_on(self) -> None:
        """Past the stop."""
        if isinstance(self.stop, Member):
            self.member, self.taken = self.stop.at, 0
        if self.stop != "end":
            self.stop = None

    def seek_record(self) -> None:
        """Leave out what comes before the next line that begins a record, or before the stop."""
        while True:
            found = self.data.find(MARK)
            if found >= 0:
                self.take(found + 1)
                return
            self.take(max(0, len(self.data) - len(MARK) + 1))
            if not self.fill(len(self.data) + 1):
                self.take(len(self.data))
                return

    def _next_opens_record(self) -> bool:
        """Whether the next member begins with a record; if it does not, it is joined to this one."""
        piece = self._next()
        while isinstance(piece, bytes) and len(piece) < len(MARK):
            more = self._next()
            if not isinstance(more, bytes):
                self._back(more)
                break
            piece += more
        if isinstance(piece, bytes) and not piece.startswith(MARK[1:]):
            self.data += piece
            self.stop = None
            return False
        self._back(piece)
        return True

    def _next(self) -> Piece | None:
        if self._ahead:
            return self._ahead.pop()
        return next(self._pieces, None)

    def _back(self, piece: Piece | None) -> None:
        if piece is not None:
            self._ahead.append(piece)
