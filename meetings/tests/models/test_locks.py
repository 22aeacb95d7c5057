"""Advisory locks: who waits for whom, how long, and in which order a transaction takes them."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import Settings

from meetings.models.locks import Lock, LockOrderError, is_lock_held, lock_if_free, share_lock_for_session, take_lock

in_transactions_of_its_own = pytest.mark.django_db(transaction=True)


@contextmanager
def another_session() -> Iterator[BaseDatabaseWrapper]:
    other = connection.copy()
    try:
        yield other
    finally:
        other.close()


def is_free(lock: Lock, key: int = 0, *, to_share: bool = False) -> bool:
    """Whether another session could take the lock now."""
    function = "pg_try_advisory_xact_lock_shared" if to_share else "pg_try_advisory_xact_lock"
    with another_session() as other, other.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [lock, key])
        return bool(cursor.fetchone()[0])


@in_transactions_of_its_own
class TestHowLong:
    def test_until_the_transaction_ends(self) -> None:
        with transaction.atomic():
            take_lock(Lock.THREADS)
            assert not is_free(Lock.THREADS)
        assert is_free(Lock.THREADS)

    def test_until_the_savepoint_is_rolled_back(self) -> None:
        with transaction.atomic():
            with transaction.atomic():
                take_lock(Lock.THREADS)
                transaction.set_rollback(True)
            assert is_free(Lock.THREADS)

    def test_for_the_whole_session(self) -> None:
        share_lock_for_session(Lock.WORKER)
        try:
            assert is_lock_held(Lock.WORKER)
            assert is_free(Lock.WORKER, to_share=True)
            assert not is_free(Lock.WORKER)
        finally:
            connection.close()

    def test_until_the_block_ends(self) -> None:
        with lock_if_free(Lock.UPLOAD, 7) as is_mine:
            assert is_mine
            assert not is_free(Lock.UPLOAD, 7)
            assert is_free(Lock.UPLOAD, 8)
        assert is_free(Lock.UPLOAD, 7)


@in_transactions_of_its_own
class TestWhoWaits:
    def test_those_who_share_wait_for_nobody_who_shares(self) -> None:
        with transaction.atomic():
            take_lock(Lock.PEOPLE, shared=True)
            assert is_free(Lock.PEOPLE, to_share=True)
            assert not is_free(Lock.PEOPLE)

    def test_two_meetings_do_not_wait_for_each_other(self) -> None:
        with transaction.atomic():
            take_lock(Lock.MEETING, "KKR Nordjylland 2026-06-19")
            with another_session() as other, other.cursor() as cursor:
                cursor.execute(
                    "SELECT objid FROM pg_locks JOIN pg_database ON pg_database.oid = database"
                    " WHERE locktype = 'advisory' AND (classid, objsubid) = (%s, 2) AND datname = current_database()",
                    [Lock.MEETING],
                )
                ((key,),) = cursor.fetchall()
            assert not is_free(Lock.MEETING, key)
            assert is_free(Lock.MEETING, key + 1)

    def test_whoever_does_not_get_it_goes_on(self) -> None:
        with another_session() as other, other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, 7)", [Lock.UPLOAD])
            with lock_if_free(Lock.UPLOAD, 7) as is_mine:
                assert not is_mine
            assert is_lock_held(Lock.UPLOAD, 7)

    def test_a_key_of_eight_bytes_is_no_error(self) -> None:
        with lock_if_free(Lock.UPLOAD, 2**40 + 7) as is_mine:
            assert is_mine


@in_transactions_of_its_own
def test_a_lock_is_taken_in_a_transaction_only() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        take_lock(Lock.PEOPLE)


class OrderOfLocks:
    """What holds of the order, in a transaction of its own and in one within a test's."""

    def test_in_order_all_is_well(self) -> None:
        with transaction.atomic():
            take_lock(Lock.MEETING, 1)
            take_lock(Lock.PEOPLE, shared=True)
            with transaction.atomic():
                take_lock(Lock.TOPICS)
            take_lock(Lock.THREADS)

    def test_out_of_order_is_an_error(self) -> None:
        with transaction.atomic():
            take_lock(Lock.TOPICS, shared=True)
            with pytest.raises(LockOrderError, match="PEOPLE was taken after TOPICS"):
                take_lock(Lock.PEOPLE, shared=True)

    def test_out_of_order_in_a_block_within_is_an_error(self) -> None:
        with transaction.atomic():
            take_lock(Lock.TOPICS, shared=True)
            with transaction.atomic(), pytest.raises(LockOrderError):
                take_lock(Lock.PEOPLE, shared=True)

    def test_after_a_block_within_its_locks_are_held(self) -> None:
        with transaction.atomic():
            with transaction.atomic():
                take_lock(Lock.TOPICS, shared=True)
            with pytest.raises(LockOrderError):
                take_lock(Lock.PEOPLE)

    def test_what_is_held_may_be_taken_again(self) -> None:
        with transaction.atomic():
            take_lock(Lock.PEOPLE)
            take_lock(Lock.THREADS)
            take_lock(Lock.PEOPLE)
            take_lock(Lock.PEOPLE, shared=True)

    def test_what_is_shared_is_not_taken_alone(self) -> None:
        """Two who share it and both want it alone would wait for each other."""
        with transaction.atomic():
            take_lock(Lock.PEOPLE, shared=True)
            with pytest.raises(LockOrderError):
                take_lock(Lock.PEOPLE)

    def test_a_transaction_is_of_one_meeting(self) -> None:
        with transaction.atomic():
            take_lock(Lock.MEETING, 2)
            with pytest.raises(LockOrderError):
                take_lock(Lock.MEETING, 1)

    def test_the_next_transaction_begins_anew(self) -> None:
        for _ in range(2):
            with transaction.atomic():
                take_lock(Lock.MEETING, 1)
                take_lock(Lock.THREADS)

    def test_one_that_was_rolled_back_is_forgotten(self) -> None:
        with transaction.atomic():
            take_lock(Lock.THREADS)
            transaction.set_rollback(True)
        with transaction.atomic():
            take_lock(Lock.MEETING, 1)

    def test_so_is_a_savepoint_that_was_rolled_back(self) -> None:
        with transaction.atomic():
            with transaction.atomic():
                take_lock(Lock.THREADS)
                transaction.set_rollback(True)
            take_lock(Lock.MEETING, 1)

    def test_in_production_it_is_logged_and_taken(self, settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
        settings.LOCK_ORDER_IS_ENFORCED = False
        with transaction.atomic(), caplog.at_level(logging.ERROR):
            take_lock(Lock.THREADS)
            take_lock(Lock.MEETING, 1)
            assert is_lock_held(Lock.MEETING, 1)
        assert "MEETING was taken after THREADS" in caplog.text


@in_transactions_of_its_own
class TestOrderInATransactionOfItsOwn(OrderOfLocks):
    pass


@pytest.mark.django_db
class TestOrderWithinATests(OrderOfLocks):
    pass
