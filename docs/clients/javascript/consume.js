// Prints every item's classification, and each change of one. Ctrl-C ends it.
const { AvroDeserializer, SchemaRegistryClient, SerdeType } = require("@confluentinc/schemaregistry");
const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = require("kafkajs");
const lz4 = require("lz4js");
const { logicalTypes } = require("./decimal");

// Menuflow compresses with LZ4, which kafkajs leaves to a package.
CompressionCodecs[CompressionTypes.LZ4] = () => ({ decompress: async (bytes) => Buffer.from(lz4.decompress(bytes)) });

const kafka = new Kafka({ brokers: [process.env.KAFKA ?? "127.0.0.1:9092"], logLevel: logLevel.ERROR });
const registry = new SchemaRegistryClient({ baseURLs: [process.env.REGISTRY ?? "http://127.0.0.1:8081"] });
const values = new AvroDeserializer(registry, SerdeType.VALUE, { logicalTypes });

async function print({ topic, message }) {
  if (message.value === null) return; // the item is gone
  const item = await values.deserialize(topic, message.value);
  console.log(item.restaurant_id, item.item_id, item.quadrant, item.settled, item.quantity_sold, item.revenue);
}

(async () => {
  const consumer = kafka.consumer({ groupId: "classifications-js" });
  await consumer.connect();
  await consumer.subscribe({ topics: ["item-classifications"], fromBeginning: true });
  await consumer.run({ eachMessage: print });
})();
