"""Entry point: names of the commands and what an error looks like to a user."""

from __future__ import annotations

import importlib
import sys

import click

COMMANDS = {
    "plan": "Plan a district: what to renovate, where to put panels, at which cost, with proof.",
    "pareto": "Fronts of cost against energy balance and against CO2.",
    "sensitivity": "The plan in other futures, and at which price what it leaves out would enter.",
    "check": "Read a case or a file and report every fault at once; runs nothing.",
    "fetch": "Fetch open data of a commune or around an address.",
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
    from zeneville.messages import Message

    noted: dict[str, str | None] = {}

    def say(text: Message) -> None:
        from zeneville.cli.language import spoken

        click.echo(text.told(spoken(noted)), err=True)

    try:
        group(standalone_mode=False, obj=noted)
    except InputError as error:
        say(Message("{count} fault(s):", count=len(error.faults)))
        for fault in error.faults:
            say(Message("  - {fault}", fault=fault.line))
        sys.exit(2)
    except InfeasibleError as error:
        from zeneville.cli import ways_out
        from zeneville.cli.language import spoken

        click.echo(ways_out.told(error, spoken(noted)), err=True)
        sys.exit(3)
    except VerificationError as error:
        say(Message("The independent check refuses this plan:"))
        for finding in error.findings:
            say(Message("  - {finding}", finding=finding))
        sys.exit(4)
    except click.exceptions.Abort:
        say(Message("Interrupted."))
        sys.exit(130)
    except KeyboardInterrupt:
        say(Message("Interrupted before a plan was found."))
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
