"""The manifest: canonical, signed, and to be checked with common tools by somebody who does not have Vidmova."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.archive.registers import build, copied, manifested, whole
from vidmova.archive import manifests, signing
from vidmova.archive.intake import digest_of
from vidmova.archive.manifest import Changing, Head, Kept, Length, Manifest, encoded, parsed
from vidmova.archive.provenance import read_chain
from vidmova.cli.verify import verified
from vidmova.errors import InputError, UsageError
from vidmova.register.folder import RegisterFolder
from vidmova.review.decisions import Decision
from vidmova.review.log import now, read_decisions, save

WORDS = st.text(max_size=20).filter(lambda said: said.isprintable())
DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run(*command: str, cwd: Path, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([tool(command[0]), *command[1:]], cwd=cwd, input=given, capture_output=True, check=False)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> RegisterFolder:
    return whole(tmp_path_factory.mktemp("manifest"))


@pytest.fixture
def folder(register: RegisterFolder, tmp_path: Path) -> RegisterFolder:
    return copied(register, tmp_path)


@pytest.fixture
def place(folder: RegisterFolder) -> Path:
    return next((folder.root / "manifests").glob("*Z.txt"))


@given(
    heads=st.builds(Head, vidmova_manifest=st.just(1), register=WORDS, made=WORDS, who=WORDS, previous=DIGESTS),
    kept=st.lists(
        st.builds(Kept, document=DIGESTS, name=st.text(max_size=20), source=WORDS, received=WORDS), max_size=4
    ),
    sums=st.dictionaries(st.sampled_from(["archive/aa/b", "releases/1/ї.csv", "lists/x"]), DIGESTS),
)
def test_a_manifest_is_written_in_one_way(heads: Head, kept: list[Kept], sums: dict[str, str]) -> None:
    length = Length(file="decisions.jsonl", lines=1, bytes=2, sha256="0" * 64, seal="s")
    changing = [Changing(changing="config.toml", sha256="0" * 64)]
    one = Manifest(head=heads, lengths=[length], kept=kept, changing=changing, sums=sums)
    try:
        payload = encoded(one)
    except UnicodeEncodeError:
        return
    assert parsed("m", payload) == one
    assert encoded(parsed("m", payload)) == payload


@pytest.mark.parametrize(
    "payload",
    [b"", b"x\n", b"# {}\n", b'# {"vidmova_manifest":2}\n', b"\xff\n", b"0" * 64 + b"  ../x\n", b"# [" * 9999 + b"\n"],
)
def test_what_is_no_manifest_is_refused(payload: bytes) -> None:
    with pytest.raises(InputError, match="m"):
        parsed("m", payload)


def test_it_names_every_document_with_when_where_and_how(folder: RegisterFolder, place: Path) -> None:
    found = parsed(place.name, place.read_bytes())
    receipts = read_chain(folder.root)
    ours = found.kept[: len(receipts)]
    assert [(one.document, one.received, one.who, one.source) for one in ours] == [
        (one.digest, one.when, one.who, one.source) for one in receipts
    ]
    assert {one.how for one in ours} == {"copied from a file"}
    assert "releases/1/SHA256SUMS" in found.sums
    assert {one.file: one for one in found.lengths}["decisions.jsonl"].seal == read_decisions(folder.root)[-1].seal


def test_sha256sum_checks_the_originals(folder: RegisterFolder, place: Path) -> None:
    assert run("sha256sum", "-c", "--strict", str(place), cwd=folder.root).returncode == 0
    next((folder.root / "archive").glob("??/*")).write_bytes(b"x")
    said = run("sha256sum", "-c", str(place), cwd=folder.root)
    assert said.returncode == 1
    assert b"FAILED" in said.stdout


def test_head_and_sha256sum_check_the_chains(folder: RegisterFolder, place: Path) -> None:
    for one in parsed(place.name, place.read_bytes()).lengths:
        content = run("head", "-c", str(one.bytes), one.file, cwd=folder.root).stdout
        assert run("sha256sum", cwd=folder.root, given=content).stdout.decode().split()[0] == one.sha256


def test_openssl_checks_the_signature(place: Path) -> None:
    files = ["-inkey", f"{place.stem}.pub", "-in", place.name, "-sigfile", f"{place.stem}.sig"]
    check = ("openssl", "pkeyutl", "-verify", "-pubin", "-rawin", *files)
    assert run(*check, cwd=place.parent).returncode == 0
    place.write_bytes(place.read_bytes() + b"#\n")
    assert run(*check, cwd=place.parent).returncode != 0


def test_ssh_keygen_checks_the_signature(place: Path) -> None:
    public = place.with_suffix(".ssh.pub").read_text()
    place.with_name("signers").write_text(f'ann namespaces="{signing.NAMESPACE}" {public}')
    signature = ["-n", signing.NAMESPACE, "-s", f"{place.stem}.sshsig"]
    check = ("ssh-keygen", "-Y", "verify", "-f", "signers", "-I", "ann", *signature)
    assert run(*check, cwd=place.parent, given=place.read_bytes()).returncode == 0
    assert run(*check, cwd=place.parent, given=place.read_bytes() + b" ").returncode != 0


def test_keys_of_openssl_and_openssh_sign_too(tmp_path: Path) -> None:
    assert run("openssl", "genpkey", "-algorithm", "ed25519", "-out", "pem", cwd=tmp_path).returncode == 0
    assert run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "ssh", cwd=tmp_path).returncode == 0
    for name in ("pem", "ssh"):
        signed = signing.sign(b"payload", tmp_path / name)
        assert signing.fits(b"payload", signed.raw, signed.public)
        assert not signing.fits(b"payloae", signed.raw, signed.public)
    assert (tmp_path / "ssh.pub").read_bytes().startswith(signed.ssh_public.rstrip())


def test_a_new_key_is_its_owner_s_alone_and_never_overwritten(tmp_path: Path) -> None:
    public = signing.new_key(tmp_path / "key")
    assert public.startswith(b"ssh-ed25519 ")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(UsageError, match="is there already"):
        signing.new_key(tmp_path / "key")


@pytest.mark.parametrize("content", [b"", b"nonsense", b"-----BEGIN OPENSSH PRIVATE KEY-----\nx\n"])
def test_what_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(InputError, match="no private key"):
        signing.sign(b"x", tmp_path / "key")
    with pytest.raises(InputError, match="No such file"):
        signing.sign(b"x", tmp_path / "other")


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    assert run("openssl", "genpkey", "-algorithm", "x25519", "-out", "pem", cwd=tmp_path).returncode == 0
    with pytest.raises(InputError, match="no Ed25519 key"):
        signing.sign(b"x", tmp_path / "pem")


CA = """\
[ req ]
distinguished_name = name
x509_extensions = stamps
prompt = no
[ name ]
CN = An invented authority
[ stamps ]
extendedKeyUsage = critical,timeStamping
[ tsa ]
default_tsa = own
[ own ]
serial = serial
digests = sha256
default_policy = 1.2.3.4
signer_digest = sha256
"""


def stamped(place: Path, where: Path) -> Path:
    """Return a token of an authority made for the test."""
    (where / "ca.cnf").write_text(CA)
    (where / "serial").write_text("01\n")
    keys = ["-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem"]
    assert run("openssl", "req", "-x509", "-config", "ca.cnf", *keys, cwd=where).returncode == 0
    query = ["-query", "-data", str(place), "-sha256", "-cert", "-out", "stamp.tsq"]
    assert run("openssl", "ts", *query, cwd=where).returncode == 0
    reply = ["-reply", "-config", "ca.cnf", "-queryfile", "stamp.tsq", "-signer", "ca.pem", "-inkey", "ca.key"]
    made = run("openssl", "ts", *reply, "-out", "stamp.tsr", cwd=where)
    assert made.returncode == 0, made.stderr
    return where / "stamp.tsr"


def test_a_timestamp_is_kept_listed_and_checked_by_openssl(folder: RegisterFolder, place: Path, tmp_path: Path) -> None:
    kept = manifests.attach(folder.root, stamped(place, tmp_path))
    assert kept == place.with_suffix(".tsr")
    assert f"manifests/{kept.name} stamps it" in verified(folder).notes
    assert verified(folder).altered == []
    check = ("openssl", "ts", "-verify", "-data", str(place), "-in", str(kept), "-CAfile", "ca.pem")
    assert run(*check, cwd=tmp_path).returncode == 0
    place.write_bytes(place.read_bytes() + b"#\n")
    assert run(*check, cwd=tmp_path).returncode != 0
    assert any("does not stamp" in line for line in verified(folder).altered)


def test_a_timestamp_of_opentimestamps_is_kept(folder: RegisterFolder, place: Path, tmp_path: Path) -> None:
    token = tmp_path / "x.ots"
    token.write_bytes(manifests._OTS + bytes.fromhex(digest_of(place.read_bytes())) + b"\xf0\x08")
    assert manifests.attach(folder.root, token) == place.with_suffix(".ots")
    assert f"manifests/{place.stem}.ots stamps it" in verified(folder).notes


def test_a_timestamp_of_something_else_is_refused(folder: RegisterFolder, tmp_path: Path) -> None:
    for name, said in (("x.tsr", "no timestamp of a manifest"), ("x.ots", "no timestamp"), ("x.txt", "end in")):
        (tmp_path / name).write_bytes(b"x")
        with pytest.raises((InputError, UsageError), match=said):
            manifests.attach(folder.root, tmp_path / name)


def test_what_is_added_since_is_a_note_and_what_is_removed_is_not(folder: RegisterFolder, tmp_path: Path) -> None:
    (tmp_path / "z.txt").write_text("Five soldiers refused to fight in May 2023.\n")
    build(folder, tmp_path / "z.txt")
    last = read_decisions(folder.root)[0]
    save(folder.root, [Decision(kind="withdraw", who="Ann", when=now(), why="x", withdraws=last.seal)])
    found = verified(folder)
    assert found.altered == []
    assert any("1 documents were received since the manifest of 2026-01-02T03:04:05Z" in one for one in found.notes)


def test_a_manifest_kept_elsewhere_betrays_one_that_was_made_anew(
    folder: RegisterFolder, place: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "usb"
    shutil.copytree(place.parent, elsewhere)
    shutil.rmtree(place.parent)
    chain = folder.root / "archive" / "received.jsonl"
    changed = chain.read_bytes().replace(b"a.txt", b"o.txt")
    chain.write_bytes(changed)
    found = verified(folder, given=elsewhere / place.name).altered
    assert any("its receipt was altered since the manifest" in line for line in found), found
    (elsewhere / f"{place.stem}.sig").unlink()
    assert any("its signature was removed" in line for line in verified(folder, given=elsewhere / place.name).altered)


def test_manifests_follow_one_another_and_are_never_overwritten(folder: RegisterFolder, place: Path) -> None:
    second = manifested(folder, "2026-01-03T00:00:00Z")
    assert parsed("m", second.read_bytes()).head.previous == digest_of(place.read_bytes())
    with pytest.raises(UsageError, match="is there already"):
        manifested(folder, "2026-01-03T00:00:00Z")
    assert verified(folder).altered == []


def test_without_the_library_a_signature_is_asked_for_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(signing, "import_module", missing)
    with pytest.raises(UsageError, match=r"pip install 'vidmova\[sign\]'"):
        signing.new_key(tmp_path / "key")


def test_a_receipt_keeps_who_and_how(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vidmova.archive.provenance import Receipt, append

    monkeypatch.setenv("VIDMOVA_WHO", "Ганна")
    one = Receipt(digest="a" * 64, name="a", source="https://x.example/a", when=now(), size=1, media_type="x")
    inside = replace(one, name="in.zip/a", source="/in.zip")
    kept = append(tmp_path, [one, inside, replace(one, name="a.txt", source="/a.txt")])
    assert [(each.who, each.how) for each in kept] == [
        ("Ганна", "fetched from its address"),
        ("Ганна", "taken out of a file"),
        ("Ганна", "copied from a file"),
    ]
