"""Sends checks, one JSON a line on standard input, and waits until Kafka has them."""

import json
import os
import pathlib
import sys
from datetime import datetime
from decimal import Decimal

from confluent_kafka import Producer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

TOPIC = "pos-transactions"

schema = pathlib.Path(os.environ.get("SCHEMA", "transaction.avsc")).read_text(encoding="utf-8")
registry = SchemaRegistryClient({"url": os.environ.get("REGISTRY", "http://127.0.0.1:8081")})
bytes_of = AvroSerializer(registry, schema)
producer = Producer({"bootstrap.servers": os.environ.get("KAFKA", "127.0.0.1:9092"), "enable.idempotence": True})


def transaction(check):
    lines = [
        {"line_id": str(number), "item_name": line["item_id"], **line,
         "quantity": Decimal(line["quantity"]), "unit_list_price": Decimal(line["unit_list_price"])}
        for number, line in enumerate(check["lines"], start=1)
    ]
    return {"source": "python", "revision": 1, "state": "CLOSED", "currency": "EUR", **check,
            "closed_at": datetime.fromisoformat(check["closed_at"].replace("Z", "+00:00")), "lines": lines}


def delivered(error, message):
    if error is not None:
        raise SystemExit(f"Kafka did not take {message.key()}: {error}")


sent = 0
for row in sys.stdin:
    check = json.loads(row)
    value = bytes_of(transaction(check), SerializationContext(TOPIC, MessageField.VALUE))
    producer.produce(TOPIC, key=check["restaurant_id"], value=value, on_delivery=delivered)
    producer.poll(0)
    sent += 1
if producer.flush(30) > 0:
    raise SystemExit("Kafka did not take everything within 30 s")
print(f"sent {sent} checks")
