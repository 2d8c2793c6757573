"""Checks to be sold by the programs in docs/clients, and what they must add up to.

  interop_sales.py open URL                  makes the restaurants
  interop_sales.py checks SOURCE             prints checks, one JSON a line
  interop_sales.py counted URL KAFKA SOURCE… waits until every restaurant has exactly what the sources sold
  interop_sales.py shown FILE                waits until a consumer's output has an item of every restaurant
"""

import json
import os
import random
import sys
import time
import urllib.request
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from decimal import Decimal

RESTAURANTS = [f"interop-{number:03d}" for number in range(60)]
CHECKS_EACH = 12
PATIENCE_S = 90
NOON = datetime.now(timezone.utc).replace(hour=12, minute=0, second=0, microsecond=0)


def checks(source):
    """Twelve checks a restaurant over the three days before today, shuffled; the same for the same source."""
    dice = random.Random(source)
    made = [check(dice, source, restaurant, number) for restaurant in RESTAURANTS for number in range(CHECKS_EACH)]
    dice.shuffle(made)
    return made


def check(dice, source, restaurant, number):
    lines = [
        {"item_id": item, "quantity": str(dice.randint(1, 4)), "unit_list_price": f"{dice.randint(99, 4999) / 100:.2f}"}
        for item in dice.sample(["soup", "pasta", "pizza", "salad", "wine"], dice.randint(1, 4))
    ]
    closed = NOON - timedelta(days=dice.randint(1, 3), minutes=dice.randint(0, 300))
    return {"restaurant_id": restaurant, "transaction_id": f"{source}-{restaurant}-{number}",
            "closed_at": closed.strftime("%Y-%m-%dT%H:%M:%SZ"), "lines": lines}


def expected(sources):
    """Orders and revenue of each restaurant, computed here and nowhere else."""
    sums = defaultdict(lambda: (0, Decimal(0)))
    for source in sources:
        for sold in checks(source):
            orders, revenue = sums[sold["restaurant_id"]]
            amount = sum(Decimal(line["quantity"]) * Decimal(line["unit_list_price"]) for line in sold["lines"])
            sums[sold["restaurant_id"]] = (orders + 1, revenue + amount)
    return dict(sums)


def request(url, body=None):
    method = "GET" if body is None else "PUT"
    data = None if body is None else json.dumps(body).encode()
    key = {"Authorization": f"Bearer {os.environ['KEY']}"}
    with urllib.request.urlopen(urllib.request.Request(url, data, key, method=method), timeout=30) as answer:
        return answer.read().decode()


def open_restaurants(url):
    for restaurant in RESTAURANTS:
        request(f"{url}/v1/restaurants/{restaurant}", {"name": restaurant, "currency": "EUR", "zone": "UTC"})


def counted_of(url, restaurant):
    answer = json.loads(request(f"{url}/v1/restaurants/{restaurant}/sales?window=30d"), parse_float=Decimal)
    return answer["totals"]["order_count"], Decimal(answer["totals"]["revenue"])


def metric(url, name):
    """The sum over all labels."""
    rows = (row.split() for row in request(f"{url}/metrics").splitlines() if row.startswith(name + "{"))
    return sum(float(row[-1]) for row in rows)


def set_aside(kafka):
    from confluent_kafka import Consumer, TopicPartition
    consumer = Consumer({"bootstrap.servers": kafka, "group.id": "interop-dlq"})
    try:
        partitions = consumer.list_topics("menuflow-dlq", 10).topics["menuflow-dlq"].partitions
        return sum(consumer.get_watermark_offsets(TopicPartition("menuflow-dlq", number), 10)[1] for number in partitions)
    finally:
        consumer.close()


def until(what, wrong):
    """Asks again until nothing is wrong; says what still is when patience ends."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        found = wrong()
        if not found:
            return
        if time.monotonic() > deadline:
            raise SystemExit(f"{what}: after {PATIENCE_S} s {len(found)} wrong, for example {found[:3]}")
        time.sleep(0.5)


def counted(url, kafka, sources):
    wanted = expected(sources)
    if len(wanted) != len(RESTAURANTS):
        raise SystemExit(f"only {len(wanted)} restaurants to check")
    until("sales", lambda: [(place, sums, found) for place, sums in wanted.items()
                            if (found := counted_of(url, place)) != sums])
    listed = json.loads(request(f"{url}/v1/restaurants"))["restaurants"]
    if len(listed) != len(RESTAURANTS):
        raise SystemExit(f"{len(listed)} restaurants where {len(RESTAURANTS)} were made")
    strays, letters = metric(url, "menuflow_strays_total"), metric(url, "menuflow_dead_letters_total")
    if letters or set_aside(kafka):
        raise SystemExit(f"{letters} dead letters, {set_aside(kafka)} records in menuflow-dlq")
    if "python" in sources and not strays:
        raise SystemExit("no strays: the producer's own partitioner was not what placed its records")
    orders, revenue = (sum(column) for column in zip(*wanted.values()))
    print(f"{len(wanted)} restaurants, {orders} checks of {' and '.join(sources)}, {revenue} EUR: all counted to the cent; "
          f"{strays:.0f} strays brought home, no dead letters")


def shown(file):
    def missing():
        with open(file, encoding="utf-8") as lines:
            seen = {line.split()[0] for line in lines if len(line.split()) == 6}
        return [restaurant for restaurant in RESTAURANTS if restaurant not in seen]

    until(file, missing)
    with open(file, encoding="utf-8") as lines:
        rows = lines.readlines()
    print(f"{len(rows)} classifications printed, the last: {rows[-1].strip()}")


def main(command, *args):
    if command == "open":
        open_restaurants(*args)
    elif command == "checks":
        for made in checks(*args):
            print(json.dumps(made))
    elif command == "counted":
        counted(args[0], args[1], args[2:])
    elif command == "shown":
        shown(*args)
    else:
        raise SystemExit(__doc__)


main(*sys.argv[1:])
