"""Read the herd book of Low Farm, in which every goat has a mother and a father.

The book is an XML text, because the breeders' union in Tavish would have it so. Goats point at
their parents by name; walking along these pointers gives forebears, descendants and cousins.
"""

from functools import cache
from xml.etree import ElementTree

BOOK = """
<herd farm="Low Farm">
  <goat name="Minister" sex="he" born="1947" mother="Duchess" father="General">
    <note>eats paper</note>
    <note>crossed the Ander twice, once on purpose</note>
  </goat>
  <goat name="Deputy" sex="he" born="1949" mother="Duchess" father="Baron"/>
  <goat name="Duchess" sex="she" born="1943" mother="Nettle" father="Bishop"/>
  <goat name="General" sex="he" born="1944" mother="Thistle"/>
  <goat name="Nettle" sex="she" born="1939"><note>opened gates</note></goat>
  <goat name="Thistle" sex="she" born="1940" mother="Nettle"/>
  <goat name="Clover" sex="she" born="1950" mother="Primrose" father="Minister"/>
  <goat name="Primrose" sex="she" born="1946" mother="Thistle" father="Baron"/>
  <goat name="Bishop" sex="he" born="1938"/>
  <goat name="Baron" sex="he" born="1942"/>
</herd>
"""

HERD = {goat.get("name"): goat for goat in ElementTree.fromstring(BOOK).iter("goat")}


def parents(name):
    """Return the parents that the book knows, the mother first.

    >>> parents("Minister"), parents("General"), parents("Baron")
    (['Duchess', 'General'], ['Thistle'], [])
    """
    goat = HERD[name]
    known = (goat.get("mother"), goat.get("father"))
    return [parent for parent in known if parent is not None]


def children(name):
    """Return the children in the order of their birth."""
    found = [child for child in HERD if name in parents(child)]
    return sorted(found, key=lambda child: int(HERD[child].get("born")))


def pedigree(name, depth=0):
    """Yield the lines of a family tree that grows to the right.

    >>> list(pedigree("Thistle"))
    ['Thistle (1940)', '  Nettle (1939)']
    """
    yield f"{'  ' * depth}{name} ({HERD[name].get('born')})"
    for parent in parents(name):
        yield from pedigree(parent, depth + 1)


@cache
def forebears(name):
    """Return all forebears as a frozen set."""
    found = frozenset(parents(name))
    return found.union(*(forebears(parent) for parent in found))


def ways_up(name, forebear):
    """Count the lines that lead from a goat to a forebear.

    >>> ways_up("Minister", "Nettle"), ways_up("Deputy", "Nettle")
    (2, 1)
    """
    if name == forebear:
        return 1
    return sum(ways_up(parent, forebear) for parent in parents(name))


def relation(one, other):
    """Say in a word how two goats are related.

    >>> relation("Duchess", "Minister"), relation("Minister", "Deputy")
    ('parent', 'sibling')
    """
    if one in parents(other):
        return "parent"
    if other in parents(one):
        return "child"
    if one in forebears(other):
        return "forebear"
    if other in forebears(one):
        return "descendant"
    if set(parents(one)) & set(parents(other)):
        return "sibling"
    return "cousin of some kind" if forebears(one) & forebears(other) else "stranger"


def main():
    """Print what the union wants to know, and what it does not."""
    print("\n".join(pedigree("Minister")))
    print()
    for name in ("Nettle", "Minister"):
        print(f"The children of {name}: {', '.join(children(name))}.")
        for note in HERD[name].iter("note"):
            print(f"  It is noted that {name} {note.text}.")

    for other in ("Bishop", "Deputy", "Primrose", "Clover", "Baron"):
        print(f"{other}, seen from Minister: {relation(other, 'Minister')}")

    founders = [name for name in HERD if not parents(name)]
    print("\nThe herd goes back to", ", ".join(sorted(founders)) + ".")
    for name in HERD:
        twice = sorted(f for f in forebears(name) if ways_up(name, f) > 1)
        if twice:
            print(f"{name} is descended in more than one way from {' and '.join(twice)}.")
    too_young = [
        name for name, goat in HERD.items()
        if any(int(HERD[parent].get("born")) >= int(goat.get("born")) for parent in parents(name))
    ]
    print("Goats older than a parent:", too_young or "none, the book is in order")


if __name__ == "__main__":
    main()
