from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from policygraph.view.inline_page import content_hash, content_security_policy, json_island

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(VALUES)
def test_data_comes_back_and_holds_no_markup(value: object) -> None:
    island = json_island(value)
    assert json.loads(island) == value
    assert not set(island) & set("<>&\u2028\u2029")


def test_the_policy_closes_everything_but_our_scripts() -> None:
    policy = content_security_policy(["let a;"], ["p {}"])
    assert policy.startswith("default-src 'none'; ")
    assert content_hash("let a;") in policy
    assert "unsafe" not in policy
    assert "http" not in policy
