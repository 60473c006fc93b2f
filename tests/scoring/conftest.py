from __future__ import annotations

import pytest

from tests.scoring.meets import Meet, make_meet


@pytest.fixture
def meet(db: None) -> Meet:
    return make_meet()
