"""One list by one profile after another."""

import pytest
from reviewed import SMALL, buckets, opened

from icp_tui.errors import IcpError
from icp_tui.profile import parse_profile


def test_a_saved_profile_that_does_not_go_with_the_list_changes_nothing(tmp_path):
    with opened(tmp_path) as review:
        before = review.saved, review.scored
        with pytest.raises(IcpError, match="no column nowhere"):
            review.saved_as(parse_profile(SMALL.replace("employees < 20", "nowhere < 20")))
        assert (review.saved, review.scored) == before
        assert not review.is_tuned
        review.saved_as(parse_profile(SMALL.replace("nurture: 40", "nurture: 20")))
        assert not review.is_tuned
        assert buckets(review)["Vandelay"] == "nurture"
