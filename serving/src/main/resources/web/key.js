/** The API key of this tab: in its session storage and nowhere else, so it is gone when the tab is. */

const NAME = 'menuflow-key';

/** The key; null before anybody signed in. */
export function key() {
  return sessionStorage.getItem(NAME);
}

export function signIn(typed) {
  sessionStorage.setItem(NAME, typed.trim());
}

export function signOut() {
  sessionStorage.removeItem(NAME);
}

/** What says to the node who asks. */
export function credentials() {
  return key() === null ? {} : {Authorization: `Bearer ${key()}`};
}

/** Takes a key out of the address (`#key=…`), where it must not stay: addresses are kept, sent and shown to others. */
export function keyFromAddress() {
  const hash = new URLSearchParams(location.hash.slice(1));
  const given = hash.get('key');
  if (given === null) {
    return;
  }
  signIn(given);
  hash.delete('key');
  const rest = hash.toString();
  history.replaceState(null, '', location.pathname + location.search + (rest ? `#${rest}` : ''));
}
