"""What is committed names no machine and keeps its lock clean."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=False
    )
    if listed.returncode:  # an archive without its history: everything in it was committed
        return [p for p in ROOT.rglob("*") if p.is_file() and ".venv" not in p.parts]
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_the_lock_has_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    for requirement in re.split(r"\n(?=[a-z])", lock):
        if re.match(r"[a-z]", requirement):
            assert "--hash=sha256:" in requirement, requirement


def test_every_link_in_the_pages_leads_somewhere() -> None:
    for page in [p for p in _tracked() if p.suffix == ".md" and "sample" not in p.parts]:
        for target in re.findall(r"\]\(([^)#:]+)[^):]*\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
