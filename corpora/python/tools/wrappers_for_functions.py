"""Wrap functions, so that they count, remember, insist or complain.

A decorator takes a function and returns another one that does a little more. The names and the
docstrings of the old functions are kept by `wraps`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

Function = Callable[..., Any]


def counted(function: Function) -> Function:
    """Count how often a function is called."""

    @wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def remembered(function: Function) -> Function:
    """Remember what a function has returned, and never ask it the same thing twice."""
    memory: dict[tuple, Any] = {}

    @wraps(function)
    def wrapper(*args):
        if args not in memory:
            memory[args] = function(*args)
        return memory[args]

    return wrapper


def tried(times: int, after: type[Exception]) -> Callable[[Function], Function]:
    """Call a function again when it fails in a certain way, but not for ever."""

    def decorator(function: Function) -> Function:
        @wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except after as problem:
                    print(f"  attempt {attempt} of {function.__name__}: {problem}")
            raise after(f"{function.__name__} failed {times} times")

        return wrapper

    return decorator


def announced(function: Function) -> Function:
    """Print every call and its result."""

    @wraps(function)
    def wrapper(*args, **kwargs):
        result = function(*args, **kwargs)
        words = [repr(arg) for arg in args]
        words += [f"{name}={value!r}" for name, value in kwargs.items()]
        print(f"  {function.__name__}({', '.join(words)}) -> {result!r}")
        return result

    return wrapper


@counted
def slow_stairs(steps: int) -> int:
    """Count the ways to climb stairs, one or two steps at a time.

    >>> [slow_stairs(steps) for steps in range(1, 6)]
    [1, 2, 3, 5, 8]
    """
    return 1 if steps < 2 else slow_stairs(steps - 1) + slow_stairs(steps - 2)


@remembered
@counted
def quick_stairs(steps: int) -> int:
    """Count the same ways with a memory.

    >>> quick_stairs(131) > 10**27
    True
    """
    return 1 if steps < 2 else quick_stairs(steps - 1) + quick_stairs(steps - 2)


@announced
def greet(name: str, politely: bool = False) -> str:
    """Say hello."""
    return f"Good morning, {name}." if politely else f"Ahoy, {name}!"


moods = iter(["the engine coughs", "the engine sneezes", None])


@tried(times=3, after=RuntimeError)
def start_engine() -> str:
    """Start the engine of the ferry, which has moods."""
    mood = next(moods)
    if mood is not None:
        raise RuntimeError(mood)
    return "the engine hums"


def main() -> None:
    """Use all four wrappers."""
    print(f"{slow_stairs(16)} ways, {slow_stairs.calls} calls without a memory.")
    ways = quick_stairs(16)
    print(f"{ways} ways, {quick_stairs.__wrapped__.calls} calls with one.")
    print("Greetings:")
    greet("Wren")
    greet("Mayor Brandt", politely=True)
    print("In the morning:")
    print(f"  {start_engine()}")
    print("The name is still", start_engine.__name__)


if __name__ == "__main__":
    main()
