"""Masked names keep what tells people apart at the field and hide who they are."""

import pytest

from unionevents.lib.masking import masked_name


@pytest.mark.parametrize(
    ("name", "shown"), [("张晓明", "张*明"), ("李明", "李*"), ("欧阳晓明", "欧**明"), ("明", "明*"), ("", "*")]
)
def test_masked_name_keeps_its_ends_alone(name: str, shown: str) -> None:
    assert masked_name(name) == shown
