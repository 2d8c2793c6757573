// Sends checks, one JSON a line on standard input, and waits until Kafka has them.
const fs = require("node:fs");
const readline = require("node:readline");
const { AvroSerializer, SchemaRegistryClient, SerdeType } = require("@confluentinc/schemaregistry");
const { Kafka, logLevel } = require("kafkajs");
const { logicalTypes } = require("./decimal");

const TOPIC = "pos-transactions";
const kafka = new Kafka({ brokers: [process.env.KAFKA ?? "127.0.0.1:9092"], logLevel: logLevel.ERROR });
const registry = new SchemaRegistryClient({ baseURLs: [process.env.REGISTRY ?? "http://127.0.0.1:8081"] });
const values = new AvroSerializer(registry, SerdeType.VALUE, { useLatestVersion: true, logicalTypes });

function transaction(check) {
  return {
    source: "javascript",
    revision: 1,
    state: "CLOSED",
    currency: "EUR",
    ...check,
    closed_at: Date.parse(check.closed_at),
    lines: check.lines.map((line, i) => ({ line_id: String(i + 1), item_name: line.item_id, ...line })),
  };
}

(async () => {
  const schema = fs.readFileSync(process.env.SCHEMA ?? "transaction.avsc", "utf8");
  await registry.register(`${TOPIC}-value`, { schema, schemaType: "AVRO" });
  const producer = kafka.producer({ idempotent: true });
  await producer.connect();
  let sent = 0;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const check = JSON.parse(line);
    const value = await values.serialize(TOPIC, transaction(check));
    await producer.send({ topic: TOPIC, messages: [{ key: check.restaurant_id, value }] });
    sent++;
  }
  await producer.disconnect();
  console.log(`sent ${sent} checks`);
})();
