"""Read the orders of the bakery from JSON, and bake no loaf too many.

Every order comes as an object with a customer and a list of items. Some are paid and some are
not; one asks for a thing that Ada Ferro has never sold.
"""

import json

ORDERS = """
[
  {"customer": "Ines Hallam", "paid": true,
   "items": [{"name": "seeded loaf", "count": 1}, {"name": "roll", "count": 6}]},
  {"customer": "Dr Voss", "paid": true,
   "items": [{"name": "oatcake", "count": 12}]},
  {"customer": "Captain Bell", "paid": false,
   "items": [{"name": "seeded loaf", "count": 4}, {"name": "ginger biscuit", "count": 60}]},
  {"customer": "Councillor Fitch", "paid": false,
   "items": [{"name": "wedding cake", "count": 1}, {"name": "roll", "count": 1}]}
]
"""

PRICES = {"seeded loaf": 240, "roll": 30, "oatcake": 25, "ginger biscuit": 10, "lamp bun": 45}


class UnknownItem(Exception):
    """Somebody has ordered a thing that is not on the list of prices."""


def price_of(item):
    """Return what one line of an order costs, in pence.

    >>> price_of({"name": "roll", "count": 6})
    180
    """
    name = item["name"]
    if name not in PRICES:
        raise UnknownItem(name)
    return PRICES[name] * item["count"]


def bill(order):
    """Return the sum of an order, and the names of the items that cannot be had."""
    total, refused = 0, []
    for item in order["items"]:
        try:
            total += price_of(item)
        except UnknownItem as unknown:
            refused.append(str(unknown))
    return total, refused


def to_bake(orders):
    """Count the pieces of each kind that must come out of the oven."""
    pieces = {}
    for order in orders:
        for item in order["items"]:
            if item["name"] in PRICES:
                pieces[item["name"]] = pieces.get(item["name"], 0) + item["count"]
    return pieces


def main():
    """Print the bills, the work for the night, and a summary as JSON again."""
    orders = json.loads(ORDERS)
    summary = []
    for order in orders:
        total, refused = bill(order)
        state = "paid" if order["paid"] else "to be paid"
        print(f"{order['customer']:<18}{total / 100:>6.2f} crowns, {state}")
        for name in refused:
            print(f"{'':18}  sorry, no {name} today")
        if not order["paid"]:
            summary.append({"customer": order["customer"], "owes": total})

    print("\nTonight:")
    for name, count in sorted(to_bake(orders).items()):
        print(f"  {count:3} x {name}")

    print("\nFor the book of debts:")
    print(json.dumps(summary, indent=2))


if __name__ == "__main__":
    main()
