"""``zeneville completion SHELL``, and what completes the argument CASE."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, get_completion_class

PROGRAM = "zeneville"
VARIABLE = "_ZENEVILLE_COMPLETE"


def cases(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Shipped districts that begin so, and folders."""
    from zeneville.shipped import district_names

    found = [CompletionItem(name) for name in district_names() if name.startswith(incomplete)]
    return [*found, CompletionItem(incomplete, type="dir")]


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that completes commands, options and districts in SHELL.

    \b
    bash  zeneville completion bash > ~/.local/share/bash-completion/completions/zeneville
    zsh   zeneville completion zsh > a folder of $fpath/_zeneville
    fish  zeneville completion fish > ~/.config/fish/completions/zeneville.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None
    script = kind(ctx.find_root().command, {}, PROGRAM, VARIABLE)
    click.echo(script.source_template % script.source_vars())
