"""The entry point: commands by name, each imported when it is asked for, and one line for every error."""

from __future__ import annotations

import importlib
import io
import os
import sys

import click

from tokenroom import __version__
from tokenroom.cli.say import warn
from tokenroom.errors import BadInput

# One thread for each matrix product, unless the user says otherwise: ours are so small that two threads mostly wait for
# each other, most of all on a busy machine. Read when NumPy is imported.
for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

# Command -> module and function. Imported on demand, so that the room paints before NumPy is loaded.
COMMANDS = {
    "chat": "tokenroom.cli.chat:chat",
    "check": "tokenroom.cli.content:check",
    "choices": "tokenroom.cli.choices:choices",
    "class": "tokenroom.cli.classes:classes",
    "compare": "tokenroom.cli.figures:compare",
    "corpus": "tokenroom.cli.corpora:corpus",
    "daily": "tokenroom.cli.apart:daily",
    "eval": "tokenroom.cli.figures:evaluate",
    "generate": "tokenroom.cli.training:generate",
    "journal": "tokenroom.cli.journal:journal",
    "levels": "tokenroom.cli.levels:levels",
    "play": "tokenroom.cli.play:play",
    "practice": "tokenroom.cli.apart:practice",
    "serve": "tokenroom.cli.serve:serve",
    "settings": "tokenroom.cli.settings:settings",
    "shock": "tokenroom.cli.figures:shock",
    "tokenizer": "tokenroom.cli.tokenizers:tokenizer",
    "tokens": "tokenroom.cli.tokens:tokens",
    "train": "tokenroom.cli.training:train",
}


class LazyGroup(click.Group):
    """A click group whose commands are imported when they are called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command called `cmd_name`, None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.pass_context
def cli(ctx: click.Context) -> int:
    """Be a language model. Without a command: the room, where you left it."""
    if ctx.invoked_subcommand is not None:
        return 0
    from tokenroom.cli.play import open_room

    return open_room(level=None, seed=None, pace=None, answer_in=None)


def run() -> None:
    """Run the command line; exit status 0 done, 1 a check failed, 2 bad usage or bad input, 130 after Ctrl-C."""
    _prepare_streams()
    try:
        # not cli.main(): that takes a closed pipe for an error
        with cli.make_context("tokenroom", sys.argv[1:]) as context:
            status = cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as done:  # --help and --version
        sys.exit(done.exit_code)
    except BadInput as error:
        _fail(error.line(), error.exit_status)
    except click.ClickException as error:
        _fail(error.format_message(), 2)
    except (click.Abort, KeyboardInterrupt):
        _fail("stopped", 130)
    except BrokenPipeError:  # whoever read our output has gone: not an error of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        _fail(BadInput(error.filename or "standard output", "", error.strerror or str(error)).line(), 2)
    sys.exit(status if isinstance(status, int) else 0)


def _prepare_streams() -> None:
    """Give a stream that the shell closed (`<&-`) a place to go, and let no character be one too many for a stream."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end
        elif isinstance(stream, io.TextIOWrapper) and mode == "w":
            stream.reconfigure(errors="backslashreplace")


def _fail(line: str, status: int) -> None:
    warn(line)
    if not _flushed():  # a full disk or a closed pipe: Python would complain once more at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


def _flushed() -> bool:
    try:
        sys.stdout.flush()
    except OSError:
        return False
    return True
