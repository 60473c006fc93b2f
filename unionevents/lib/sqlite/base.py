"""SQLite as Django speaks it, with writers that take turns (`turns`)."""

from __future__ import annotations

from typing import Any

from django.db.backends.sqlite3 import base

from unionevents.lib.sqlite.turns import Turn, take_turn


class DatabaseWrapper(base.DatabaseWrapper):
    _turn: Turn | None = None

    def _start_transaction_under_autocommit(self) -> None:
        """Every transaction begins by taking the lock of a writer (`transaction_mode` IMMEDIATE)."""
        self._turn = take_turn(
            str(self.settings_dict["NAME"]),
            patience=self.settings_dict["OPTIONS"]["timeout"],
            over_processes=not self.is_in_memory_db(),
        )
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        except BaseException:
            self._let_go()
            raise

    def _commit(self) -> Any:
        """One that fails is rolled back, and keeps the turn until then."""
        done = super()._commit()  # type: ignore[misc]  # not in the stubs
        self._let_go()
        return done

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]  # not in the stubs
        finally:
            self._let_go()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            self._let_go()

    def _let_go(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.release()
