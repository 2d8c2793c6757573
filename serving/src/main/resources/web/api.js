/** Asks the node. */

import {readJson} from './format.js';
import {credentials} from './key.js';
import {state} from './store.js';
import {T} from './texts.js';

const PATIENCE_MS = 10_000;
/** A file takes longer. */
const FILE_PATIENCE_MS = 60_000;

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
  const isFile = body instanceof ArrayBuffer;
  const patience = AbortSignal.timeout(isFile ? FILE_PATIENCE_MS : PATIENCE_MS);
  let response;
  let text;
  let isAnswer;
  try {
    response = await fetch(path, {
      method,
      headers: {...credentials(), ...(body === undefined ? {} : {'Content-Type': isFile ? 'text/csv' : 'application/json'})},
      body: body === undefined || isFile ? body : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
    // A file of which nothing was written is refused with a report, not with a problem.
    isAnswer = response.ok || isFile && response.headers.get('Content-Type')?.startsWith('application/json');
    text = isAnswer ? await response.text() : '';
    state.role = response.headers.get('Menuflow-Role') ?? state.role;
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw new Problem(0, T.banner.noAnswer, T.banner.unreachable);
  }
  if (!isAnswer) {
    throw await problemOf(response);
  }
  return text === '' ? null : readJson(text);
}

/** What a GET of JSON answers; throws a Problem otherwise. */
export const get = (path, signal) => ask('GET', path, undefined, signal);
export const put = (path, body) => ask('PUT', path, body);
export const post = (path, body, signal) => ask('POST', path, body, signal);
/** Posts the bytes of a CSV file. */
export const postCsv = (path, bytes) => ask('POST', path, bytes);

/** A path of a restaurant; parts are encoded, and parameters without a value left out. */
export function of(restaurant, parts, parameters = {}) {
  const path = ['v1/restaurants', ...[restaurant, ...parts].map(encodeURIComponent)].join('/');
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== '' && value !== undefined));
  return query.size > 0 ? `${path}?${query}` : path;
}
