import pytest

pytest.register_assert_rewrite("tests.worked.checking", "tests.worked.recounts")
