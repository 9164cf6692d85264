"""One record and one desk for the tests of the desk."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.web.apps import create_app
from onrecord.web.desks import Desk
from web.stories import save_desk_record

BASE = "http://127.0.0.1:8010"


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_desk_record(tmp_path_factory.mktemp("desk") / "lissen.record")


@pytest.fixture(scope="session")
def client(record: Path) -> TestClient:
    app = create_app(Desk(record=record))
    app.state.names.make()
    return TestClient(app, base_url=BASE)
