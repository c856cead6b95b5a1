"""Put the jobs of the lamp festival in an order that works.

Some jobs must wait for others. A job that waits for nothing can be done, and then the others
wait for one thing less. If nothing can be done and something is left, the plan goes round in a
circle, and nobody will ever light a lamp.
"""

PLAN = """\
buy paper
make lamps: buy paper, boil glue
boil glue
hang lamps: make lamps, find ladder
find ladder: ask Councillor Fitch
ask Councillor Fitch
light lamps: hang lamps, sing
sing: learn the song
learn the song
"""


class Circle(Exception):
    """Some jobs are waiting for each other."""


def read(plan):
    r"""Map each job to the jobs that must come before it.

    >>> read("b: a, c\na")
    {'b': ['a', 'c'], 'a': []}
    """
    jobs = {}
    for line in plan.splitlines():
        job, _, before = line.partition(":")
        jobs[job] = [name.strip() for name in before.split(",") if name.strip()]
    return jobs


def rounds(jobs):
    """Yield lists of jobs that can be done at the same time.

    >>> list(rounds({"b": ["a"], "a": [], "c": []}))
    [['a', 'c'], ['b']]
    """
    waiting = {job: set(before) for job, before in jobs.items()}
    while waiting:
        ready = sorted(job for job, before in waiting.items() if not before)
        if not ready:
            raise Circle(", ".join(sorted(waiting)))
        yield ready
        for job in ready:
            del waiting[job]
        for before in waiting.values():
            before.difference_update(ready)


def everything_before(job, jobs):
    """Return all the jobs that a job needs, directly or not.

    >>> sorted(everything_before("c", {"a": [], "b": ["a"], "c": ["b"]}))
    ['a', 'b']
    """
    needed = set()
    to_visit = list(jobs[job])
    while to_visit:
        other = to_visit.pop()
        if other not in needed:
            needed.add(other)
            to_visit.extend(jobs[other])
    return needed


def main():
    """Print the plan, then spoil it."""
    jobs = read(PLAN)
    for number, ready in enumerate(rounds(jobs), start=1):
        print(f"Round {number}: {', '.join(ready)}")
    needed = everything_before("hang lamps", jobs)
    print(f"Before the lamps hang, {len(needed)} jobs must be done.")

    jobs["ask Councillor Fitch"].append("light lamps")
    print("\nThe councillor wants to see the lamps lit before he lends his ladder.")
    try:
        for ready in rounds(jobs):
            print("  possible:", ", ".join(ready))
    except Circle as stuck:
        print("  stuck for ever:", stuck)


if __name__ == "__main__":
    main()
