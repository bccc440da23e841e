"""Build the wheel from a copy of the tree and see that it carries all that a site needs: templates, style sheets,
migrations, translations and the core's data, among it the sentence model. Packs are not in it: they are a county's
own, loaded from a folder.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tracked_files import ROOT

# Made for developers; a site has no use for them.
LEFT_OUT = ("__pycache__", ".mypy_cache", ".DS_Store")
BUILT = {f"folkmoot/site/static/folkmoot/{name}" for name in ("folkmoot.css", "folkmoot.js", "manifest.json")} | {
    f"folkmoot_core/themes/sentence_model/data/{name}"
    for name in ("model.onnx", "pieces.int8", "tokenizer.json", "NOTICE")
}


def expected(source: Path) -> set[str]:
    """Every file under the copy's src/, as the wheel names it; what is built in any case."""
    files = (path.relative_to(source) for path in source.rglob("*") if path.is_file())
    kept = (path for path in files if not any(p in LEFT_OUT or p.endswith(".egg-info") for p in path.parts))
    return {path.as_posix() for path in kept} | BUILT


def build(folder: Path) -> Path:
    """Build in a copy: what an earlier build left in build/ would otherwise get into this one."""
    copy = folder / "tree"
    copy.mkdir()
    for name in ("pyproject.toml", "LICENSE", "README.md"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, copy)
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns(*LEFT_OUT, "*.egg-info"))
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(copy)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise SystemExit(f"The wheel could not be built:\n{result.stdout[-3000:]}{result.stderr[-3000:]}")
    return next(folder.glob("*.whl"))


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="folkmoot-wheel-") as name:
        wheel = build(Path(name))
        with zipfile.ZipFile(wheel) as opened:
            held = {entry for entry in opened.namelist() if not entry.endswith("/")}
        wanted = expected(Path(name) / "tree/src")
        size = wheel.stat().st_size / 1024
    missing = sorted(wanted - held)
    stray = sorted(entry for entry in held if not entry.startswith(("folkmoot/", "folkmoot_core/", "folkmoot-")))
    faults = [f"not in the wheel: {entry}" for entry in missing] + [f"should not be in it: {entry}" for entry in stray]
    print("\n".join(faults) or f"The wheel holds all {len(held)} files ({size:.0f} kB).")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
