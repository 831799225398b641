"""Entry point: names of the commands and what an error looks like to a user."""

from __future__ import annotations

import importlib
import sys

import click

COMMANDS = {
    "plan": "Plan a district: what to renovate, where to put panels, at which cost, with proof.",
    "check": "Read a case or a file and report every fault at once; runs nothing.",
    "new": "Make a case from a GIS export.",
    "solar": "Solar cadastre of every roof plane: tables for GIS and a public map.",
    "demand": "Compute the hourly needs of every building and package.",
    "verify": "Check a stored plan with code of its own.",
    "report": "Write the report of a stored plan again.",
    "compare": "Put stored plans side by side.",
    "districts": "List the shipped districts.",
    "schema": "Print the JSON Schema of a case, for editors.",
    "completion": "Print the script that completes commands in bash, zsh or fish.",
}


class LazyGroup(click.Group):
    """A group that imports a command only when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which a user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the command of that name."""
        if name not in COMMANDS:
            return None
        command = importlib.import_module(f"zeneville.cli.{name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Help without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="zeneville")
def group() -> None:
    """Plan a district that produces the energy it uses, at least cost and with a proof."""


def main() -> None:
    """Run the command line; errors become messages and exit statuses 2, 3, 4, 130."""
    from zeneville.errors import InfeasibleError, InputError, VerificationError

    try:
        group(standalone_mode=False)
    except InputError as error:
        click.echo(f"{len(error.faults)} fault(s):", err=True)
        for fault in error.faults:
            click.echo(f"  - {fault}", err=True)
        sys.exit(2)
    except InfeasibleError as error:
        click.echo(f"No feasible plan. {error}", err=True)
        sys.exit(3)
    except VerificationError as error:
        click.echo("The independent check refuses this plan:", err=True)
        for finding in error.findings:
            click.echo(f"  - {finding}", err=True)
        sys.exit(4)
    except click.exceptions.Abort:
        click.echo("Interrupted.", err=True)
        sys.exit(130)
    except KeyboardInterrupt:
        click.echo("Interrupted before a plan was found.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
