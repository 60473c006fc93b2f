"""The whole product in browsers. Its steps assert too, so their assertions explain themselves like a test's."""

import pytest

pytest.register_assert_rewrite(
    *(f"tests.e2e.{module}" for module in ("hall", "planning", "registering", "judging", "publishing"))
)
