"""What all tests share: how hard Hypothesis tries, and where the programs we drive are."""

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "long", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile(os.environ.get("ZHANGTU_HYPOTHESIS", "quick"))


def _program(*names: str) -> str:
    """The first of these programs that is installed; skips the test, naming it, where there is none."""
    for name in names:
        found = shutil.which(name)
        if found is not None:
            return found
    pytest.skip(f"NOT RUN: {names[0]} is not installed on this machine (tools/need.sh says how)")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium, for tests that look at pages."""
    return _program("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def soffice() -> str:
    """The system's LibreOffice, for tests that open the files we write."""
    return _program("soffice", "libreoffice")
