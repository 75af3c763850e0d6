"""Settings: from the environment, overruled by flags; keys stay hidden."""

import pytest

from pipeline.engines import choose
from pipeline.errors import ConfigurationError
from pipeline.settings import Settings


def test_flags_overrule_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUTGRAF_MODEL", "from-environment")
    assert Settings.load(model=None).model == "from-environment"
    assert Settings.load(model="from-flag").model == "from-flag"


def test_the_usual_openai_variables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    settings = Settings.load()
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == "sk-secret"
    assert settings.base_url == "http://127.0.0.1:1/v1"
    assert "sk-secret" not in repr(settings)


def test_our_own_variables_win_over_the_usual_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("NUTGRAF_BASE_URL", "http://127.0.0.1:2/v1")
    assert Settings.load().base_url == "http://127.0.0.1:2/v1"


def test_a_bad_value_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUTGRAF_MAX_CLAIMS", "many")
    with pytest.raises(ConfigurationError, match="NUTGRAF_MAX_CLAIMS"):
        Settings.load()


@pytest.mark.parametrize(
    ("given", "engine"),
    [
        pytest.param({}, "offline", id="nothing"),
        pytest.param({"api_key": "k"}, "offline", id="key-without-model"),
        pytest.param({"model": "m"}, "offline", id="model-without-key"),
        pytest.param({"api_key": "k", "model": "m"}, "openai", id="key-and-model"),
        pytest.param({"base_url": "http://127.0.0.1:1"}, "openai", id="base-url"),
        pytest.param({"engine": "offline", "api_key": "k", "model": "m"}, "offline", id="asked-for"),
    ],
)
def test_auto_picks_what_is_configured(given: dict[str, str], engine: str) -> None:
    assert choose(Settings.load(**given))[0] == engine
