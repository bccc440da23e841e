"""Does every template of ours compile, and does each one that it extends or includes by name exist? A page that no test
visits would otherwise fail before a resident."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.template import Engine, TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import NodeList
from django.template.loader import get_template
from django.template.loader_tags import ExtendsNode, IncludeNode

SOURCE = Path(__file__).resolve().parent.parent / "src"


def named_templates(nodes: NodeList) -> Iterator[str]:
    """Names of templates that these nodes extend or include, where the name is written out."""
    for kind, attribute in ((ExtendsNode, "parent_name"), (IncludeNode, "template")):
        for node in nodes.get_nodes_by_type(kind):
            name = getattr(node, attribute).var
            if isinstance(name, str):
                yield name


def faults_in(path: Path) -> Iterator[str]:
    try:
        template = Engine.get_default().from_string(path.read_text(encoding="utf-8"))
    except (TemplateSyntaxError, UnicodeDecodeError) as fault:
        yield str(fault)
        return
    for name in named_templates(template.nodelist):
        try:
            get_template(name)
        except TemplateDoesNotExist:
            yield f"asks for '{name}', which does not exist"
        except TemplateSyntaxError:
            continue  # told of where it stands


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.site.settings.test")
    django.setup()
    templates = sorted(path for path in SOURCE.glob("folkmoot/**/templates/**/*") if path.is_file())
    faults = [f"{path.relative_to(SOURCE.parent)}: {fault}" for path in templates for fault in faults_in(path)]
    print("\n".join(faults) or f"All {len(templates)} templates compile.")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
