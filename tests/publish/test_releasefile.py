from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from tests.publish.hostile import contents
from tests.publish.released import SOME, release
from vidmova.errors import InputError
from vidmova.protect.release import Contents
from vidmova.publish import releasefile
from vidmova.publish.writing import encodable


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contents())
def test_a_release_comes_back(tmp_path_factory: pytest.TempPathFactory, any_contents: Contents) -> None:
    folder = tmp_path_factory.mktemp("json")
    releasefile.write(release(any_contents), folder)
    assert releasefile.read(folder) == cleaned(any_contents)


def cleaned(some: Contents) -> Contents:
    def clean(value: object) -> object:
        if isinstance(value, str):
            return encodable(value)
        if isinstance(value, dict):
            return {key: clean(one) for key, one in value.items()}
        return [clean(one) for one in value] if isinstance(value, list | tuple) else value

    return msgspec.convert(clean(msgspec.to_builtins(some)), Contents)


def test_its_fields_are_those_of_the_record(tmp_path: Path) -> None:
    (path,) = releasefile.write(release(SOME), tmp_path)
    assert set(msgspec.json.decode(path.read_bytes())) == set(Contents.__struct_fields__)


def test_a_folder_without_a_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no release\.json here"):
        releasefile.read(tmp_path)
    (tmp_path / releasefile.FILE).write_text('{"edition": 3}')
    with pytest.raises(InputError, match="this is no release"):
        releasefile.read(tmp_path)
