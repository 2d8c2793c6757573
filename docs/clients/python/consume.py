"""Prints every item's classification, and each change of one. Ctrl-C ends it."""

import os

from confluent_kafka import Consumer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

TOPIC = "item-classifications"

registry = SchemaRegistryClient({"url": os.environ.get("REGISTRY", "http://127.0.0.1:8081")})
value_of = AvroDeserializer(registry)
consumer = Consumer({
    "bootstrap.servers": os.environ.get("KAFKA", "127.0.0.1:9092"),
    "group.id": "classifications-python",
    "auto.offset.reset": "earliest",
})
consumer.subscribe([TOPIC])
try:
    while True:
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error():
            raise SystemExit(message.error())
        item = value_of(message.value(), SerializationContext(TOPIC, MessageField.VALUE))
        if item is None:  # the item is gone
            continue
        print(item["restaurant_id"], item["item_id"], item["quadrant"], item["settled"],
              item["quantity_sold"], item["revenue"], flush=True)
except KeyboardInterrupt:
    pass
finally:
    consumer.close()
