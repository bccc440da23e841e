"""Everything Folkmoot needs at run time may be given away under the MIT licence with it: no GPL, no AGPL, no unknowns.

Looks at what is installed: our own requirements and theirs, and the packages the style sheet is built with. The LGPL is
let through, since we use such a library unchanged and a council may replace it. Checkers that only developers run (in
the `dev` extra) are free to be under any licence. Popolo's schemas, which tools/fetch_popolo_schemas.py takes for the
tests out of an AGPL package, are none of these: nothing of it is installed, imported or given away.
"""

from __future__ import annotations

import json
import re
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
REFUSED = re.compile(
    r"(?<!L)\bA?GPL|AFFERO|(?<!LESSER )GENERAL PUBLIC|SSPL|BUSL|COMMONS CLAUSE|PROPRIETARY", re.IGNORECASE
)
LESSER = re.compile(r"LGPL|LESSER GENERAL PUBLIC", re.IGNORECASE)
# Packages that do not say in a way a machine can read, with where it was read.
READ_BY_HAND = {
    "qrcode": "BSD-3-Clause",  # its LICENSE file; the classifier "Other/Proprietary" stands for the MIT part
}


def licence_of(package: metadata.Distribution) -> str:
    """What a package says of its licence: the expression, the classifiers, or the first line of the old field."""
    said = package.metadata
    classifiers = [c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or [] if c.startswith("License ::")]
    old_field = (said.get("License") or "").strip().splitlines()[:1]
    return said.get("License-Expression") or "; ".join(classifiers) or "".join(old_field)


def needed_at_run_time(root: str = "folkmoot") -> dict[str, str]:
    """{package: licence} for all that the project needs on this machine, directly or through another."""
    found: dict[str, str] = {}
    waiting = [Requirement(line) for line in metadata.requires(root) or []]
    asked: set[tuple[str, str]] = set()
    while waiting:
        requirement = waiting.pop()
        for extra in sorted(requirement.extras) or [""]:
            if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
                continue
            name = re.sub(r"[-_.]+", "-", requirement.name).lower()
            if (name, extra) in asked:
                continue
            asked.add((name, extra))
            package = metadata.distribution(name)
            found[name] = READ_BY_HAND.get(name) or licence_of(package)
            for line in package.requires or []:
                theirs = Requirement(line)
                if theirs.marker is None or theirs.marker.evaluate({"extra": extra}):
                    theirs.marker = None
                    waiting.append(theirs)
    return found


def built_with() -> dict[str, str]:
    """{package: licence} of the packages locked for building the style sheet and the script."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name.removeprefix("node_modules/"): about for name, about in lock["packages"].items() if name}
    return {name: str(about.get("license", "")) for name, about in packages.items()}


def fault_of(name: str, licence: str) -> str | None:
    if not licence:
        return f"{name} does not say its licence; read it, and add it to READ_BY_HAND in tools/check_licences.py"
    if REFUSED.search(LESSER.sub("", licence)):
        return f"{name} is under '{licence}', which does not go with ours; find another or do without"
    return None


def main() -> int:
    packages = {**needed_at_run_time(), **built_with()}
    faults = [fault for name, licence in sorted(packages.items()) if (fault := fault_of(name, licence))]
    print("\n".join(faults) or f"The licences of {len(packages)} packages all go with ours.")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
