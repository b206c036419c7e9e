"""What makes thousands of applications cheap: each test has its own, and what they share is made once.

None of it changes what an application does; each part saves a tenth or more of the suite's time.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule


class SharedTemplates(BytecodeCache):
    """Templates that any application of this process has compiled, by the digest of their source."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if known := self._compiled.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_TEMPLATES = SharedTemplates()


def share_templates(app: Flask) -> None:
    """Let an application use what others have compiled."""
    app.jinja_env.bytecode_cache = _TEMPLATES


def build_addresses_late() -> None:
    """Let werkzeug write the function that builds an address when it is first asked for: most never are."""
    write = Rule._compile_builder

    def write_late(rule: Rule, append_unknown: bool = True) -> Callable[..., Any]:
        written: list[Callable[..., Any]] = []

        def build(self: Rule, *args: Any, **values: Any) -> Any:
            if not written:
                written.append(write(rule, append_unknown))
            return written[0](self, *args, **values)

        return build

    Rule._compile_builder = write_late  # type: ignore[method-assign]
