/** The contract to read and to try, with the key of this tab if there is one. */

import {key} from './key.js';

const docs = globalThis.SwaggerUIBundle({
  url: 'openapi.yaml',
  dom_id: '#docs',
  presets: [globalThis.SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
  deepLinking: false,
  persistAuthorization: false,
  validatorUrl: null,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  onComplete: () => {
    if (key() !== null) {
      docs.preauthorizeApiKey('bearer', key());
    }
  },
});
