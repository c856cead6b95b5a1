"""Words for names and for coming back: short, easy to spell, none of them unkind beside any other."""

from __future__ import annotations


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


COLOURS = _listed(
    """
    amber azure bronze coral copper cream crimson ebony emerald golden green indigo ivory jade lemon lilac
    lime mint  navy ochre olive orange pearl purple ruby rusty sandy scarlet silver snowy teal violet
    """
)
ANIMALS = _listed(
    """
    badger beaver bee bison camel crane cricket dolphin falcon ferret finch fox gecko hare heron hornet ibex
    jackdaw  kestrel koala lark lemur llama lynx magpie marten mole moth newt otter owl panda pelican penguin
    plover puffin  quail raven robin salmon seal sparrow squirrel stork swallow swan swift tapir tern thrush
    toad turtle vole wombat  wren yak zebra
    """
)
THINGS = _listed(
    """
    acorn anchor apple arch arrow atlas attic bakery balcony bamboo banjo barley barrel basket beacon bell
    bench blanket  boat bottle bridge brush bucket button cabin cactus canal candle canoe canvas carpet castle
    cedar chalk cherry  circle cliff clock cloud clover cobble compass copper corner cotton cradle crayon cup
    curtain daisy desert diamond  door dune easel engine feather fence ferry field fiddle flag flute forest
    fountain garden garlic gate ginger globe  glove granite grape guitar hammer harbour harvest hazel hedge
    helmet hill honey island ivy jacket jigsaw kettle key  kitchen kite ladder lagoon lamp lantern lemon
    lighthouse linen maple marble market meadow melon mirror mitten  mosaic moss mountain needle nest nutmeg
    oasis ocean olive orchard oven paddle palace paper parcel pebble pencil  pepper piano pillow pine planet
    plum pocket pond poppy puddle quill raft rail rainbow ribbon river rocket roof rope  rose saddle sail sand
    scarf shell shelf silk sky sledge snow sofa spoon spring stairs star station stone straw  summit sun table
    teapot temple tent thimble thunder ticket timber tower trail tram trumpet tulip tunnel umbrella  valley
    velvet village violin wagon walnut water wheel whistle willow window winter wool yarn zipper
    """
)
