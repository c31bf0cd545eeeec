"""One at a time, whoever comes when, and nothing is left behind."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from icp_tui.lock import alone


def test_one_at_a_time(tmp_path):
    path, inside, most = tmp_path / "a.yaml", [], []

    def work(number):
        with alone(path):
            inside.append(number)
            most.append(len(inside))
            time.sleep(0.002)
            inside.remove(number)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(60)))
    assert most == [1] * 60
    assert list(tmp_path.iterdir()) == []


def test_it_is_let_go_of_when_the_work_fails(tmp_path):
    with pytest.raises(ZeroDivisionError), alone(tmp_path / "a"):
        raise ZeroDivisionError
    with alone(tmp_path / "a"):
        assert len(list(tmp_path.iterdir())) > 0
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(OSError, match="unable to open"), alone(tmp_path / "gone" / "a"):
        pass
