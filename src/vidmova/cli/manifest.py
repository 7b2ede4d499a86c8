"""`vidmova manifest`: a signed list of all that a register holds, which others check with tools of their own."""

from pathlib import Path

import click

from vidmova.archive import manifests, provenance, signing
from vidmova.archive.intake import write_whole
from vidmova.archive.manifest import FORMAT, Head
from vidmova.cli import options
from vidmova.config import read_config
from vidmova.protect import ledger
from vidmova.publish import checksums
from vidmova.register.folder import find, writing
from vidmova.review.log import read_decisions

_file = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("out", required=False, type=click.Path(path_type=Path, file_okay=False), metavar="[OUT]")
@click.option("--sign", "key", type=_file, metavar="KEYFILE", help="Sign it with this Ed25519 key (PEM or OpenSSH).")
@click.option("--new-key", type=_file, metavar="FILE", help="Only make a key, and write it there.")
@click.option("--attach", type=_file, metavar="TOKEN", help="Only keep a timestamp (.tsr or .ots) of a manifest.")
@click.option("--who", envvar=provenance.WHO, show_envvar=True, default="", metavar="NAME", help="Who makes it.")
@options.register
@options.quiet
def manifest(
    out: Path | None, key: Path | None, new_key: Path | None, attach: Path | None, register: Path, **said: object
) -> None:
    """List what a register holds now: every document, how far its chains have come, its releases.

    The manifest is kept in the register and, with OUT, copied to that folder, which should lie elsewhere: vidmova
    verify --manifest holds the register to it. It names every document, so keep it as close as the register.

    \b
    Examples:
      vidmova manifest --new-key ~/keys/register
      vidmova manifest /media/usb --sign ~/keys/register
      openssl ts -query -data MANIFEST.txt -sha256 -cert -out stamp.tsq
      vidmova manifest --attach stamp.tsr

    \b
    Others check it with
      sha256sum -c MANIFEST.txt
      openssl pkeyutl -verify -pubin -inkey MANIFEST.pub -rawin -in MANIFEST.txt -sigfile MANIFEST.sig
      ssh-keygen -Y verify -f SIGNERS -I NAME -n vidmova-manifest -s MANIFEST.sshsig < MANIFEST.txt
    """
    if new_key is not None:
        public = signing.new_key(new_key)
        click.echo(f"the key is in {new_key}; keep it apart from the register. Its public half, to give to others:")
        click.echo(public, nl=False)
        return
    root = find(register).root
    if attach is not None:
        click.echo(f"kept as {manifests.attach(root, attach)}")
        return
    place = _made(root, key, str(said["who"]))
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for one in sorted(place.parent.glob(f"{place.stem}.*")):
            write_whole(out / one.name, one.read_bytes())
    if not said["quiet"]:
        click.echo(f"the manifest is {place}" + (f", and in {out}" if out else ""))


def _made(root: Path, key: Path | None, who: str) -> Path:
    folder = find(root)
    with writing(folder, lambda: click.echo("another run is writing to this register; waiting", err=True)):
        decisions = read_decisions(root)
        head = Head(
            vidmova_manifest=FORMAT,
            register=read_config(root).name,
            made=provenance.now(),
            who=who or provenance.operator(),
        )
        place = root / ledger.FOLDER
        releases = sorted([*place.glob(f"*/{checksums.FILE}"), *place.glob("edition-*.json")])
        return manifests.keep(root, head, decisions[-1].seal if decisions else "", key, releases)
