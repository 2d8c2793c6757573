// Confluent's JavaScript client behind the lines of JSON that DriverClient speaks: one call a line in, one answer a line out.
const fs = require("node:fs");
const https = require("node:https");
const readline = require("node:readline");
const { SchemaRegistryClient } = require("@confluentinc/schemaregistry");

let client;

const calls = {
  connect({ url, user_info, token, certificate }) {
    client = new SchemaRegistryClient({
      baseURLs: [url],
      maxRetries: 1,
      retriesWaitMs: 100,
      ...(user_info && { basicAuthCredentials: { credentialsSource: "USER_INFO", userInfo: user_info } }),
      // It insists on the two names that only Confluent's cloud knows.
      ...(token && { bearerAuthCredentials: { credentialsSource: "STATIC_TOKEN", token, logicalCluster: "-", identityPoolId: "-" } }),
      ...(certificate && { createAxiosDefaults: { httpsAgent: new https.Agent({ ca: fs.readFileSync(certificate) }) } }),
    });
  },
  register: ({ subject, schema }) => client.register(subject, { schema, schemaType: "AVRO" }),
  schema_by_id: async ({ subject, id }) => (await client.getBySubjectAndId(subject, id)).schema,
  subjects: () => client.getAllSubjects(),
  versions: ({ subject }) => client.getAllVersions(subject),
  latest: ({ subject }) => client.getLatestSchemaMetadata(subject).then(version),
  version: (asked) => client.getSchemaMetadata(asked.subject, asked.version).then(version),
  look_up: ({ subject, schema }) => client.getIdFullResponse(subject, { schema, schemaType: "AVRO" }).then(version),
  compatible: ({ subject, schema }) => client.testSubjectCompatibility(subject, { schema, schemaType: "AVRO" }),
  level: ({ subject }) => client.getCompatibility(subject),
  set_level: ({ subject, level }) => client.updateCompatibility(subject, level),
};

const version = ({ id, version, schema }) => ({ id, version, schema });

async function answer(line) {
  const { call, ...args } = JSON.parse(line);
  try {
    return { result: (await calls[call](args)) ?? null };
  } catch (e) {
    return { error: { status: e.status ?? 0, code: e.errorCode ?? 0, message: `${e.code ?? e.name}: ${e.message}` } };
  }
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await answer(line)));
  }
})();
