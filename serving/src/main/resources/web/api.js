/** Asks the node. */

import {readJson} from './format.js';
import {credentials} from './key.js';
import {T} from './texts.js';

const PATIENCE_MS = 10_000;

/** An answer that is not the one hoped for, with the reason the node gave. */
export class Problem extends Error {
  constructor(status, title, detail, retryAfter = 0) {
    super(detail);
    this.status = status;
    this.title = title;
    this.retryAfter = retryAfter;
  }

  /** Whether asking the same again may help. */
  get passes() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** The problem that an answer tells of. */
export async function problemOf(response) {
  const problem = await response.json().catch(() => ({}));
  return new Problem(response.status, problem.title ?? T.banner.failed,
    problem.detail ?? T.banner.answered(response.status), Number(response.headers.get('Retry-After')) || 0);
}

async function ask(method, path, body, signal) {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  let response;
  let text;
  try {
    response = await fetch(path, {
      method,
      headers: {...credentials(), ...(body === undefined ? {} : {'Content-Type': 'application/json'})},
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
    text = response.ok ? await response.text() : '';
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw new Problem(0, T.banner.noAnswer, T.banner.unreachable);
  }
  if (!response.ok) {
    throw await problemOf(response);
  }
  return text === '' ? null : readJson(text);
}

/** What a GET of JSON answers; throws a Problem otherwise. */
export const get = (path, signal) => ask('GET', path, undefined, signal);
export const put = (path, body) => ask('PUT', path, body);
export const post = (path, body, signal) => ask('POST', path, body, signal);

/** A path of a restaurant; parts are encoded, and parameters without a value left out. */
export function of(restaurant, parts, parameters = {}) {
  const path = ['v1/restaurants', ...[restaurant, ...parts].map(encodeURIComponent)].join('/');
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== '' && value !== undefined));
  return query.size > 0 ? `${path}?${query}` : path;
}
