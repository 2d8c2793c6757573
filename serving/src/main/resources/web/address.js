/** What is chosen lives in the address: it can be kept, sent and gone back to. */

export const VIEWS = ['live', 'menu', 'groups', 'models', 'instances'];
/** Views that no event of a restaurant is about. */
export const OF_THE_CLUSTER = ['groups', 'models', 'instances'];
/** Views that only who operates the node may see. */
export const OF_OPERATORS = ['models', 'instances'];
const WINDOWS = /^[0-9]{1,5}d$/;
const METHODS = ['percentile', 'kasavana-smith'];
const FIELDS = ['restaurant', 'view', 'window', 'method', 'order_type', 'daypart', 'item', 'group'];

/** What the address says, with what it leaves out as it is by default. */
export function chosen() {
  const hash = new URLSearchParams(location.hash.slice(1));
  const one = (name, isKnown, fallback) => (isKnown(hash.get(name) ?? '') ? hash.get(name) : fallback);
  return {
    restaurant: hash.get('restaurant') ?? '',
    view: one('view', (view) => VIEWS.includes(view), 'live'),
    window: one('window', (days) => WINDOWS.test(days), '28d'),
    method: one('method', (method) => METHODS.includes(method), ''),
    order_type: hash.get('order_type') ?? '',
    daypart: hash.get('daypart') ?? '',
    item: hash.get('item') ?? '',
    group: hash.get('group') ?? '',
  };
}

function written(choice) {
  const hash = new URLSearchParams();
  for (const field of FIELDS) {
    const isDefault = (field === 'view' && choice.view === 'live') || (field === 'window' && choice.window === '28d');
    if (choice[field] && !isDefault) {
      hash.set(field, choice[field]);
    }
  }
  return `#${hash}`;
}

/** The address with changes. */
export const addressOf = (changes) => written({...chosen(), ...changes});

/** Chooses; what was chosen before can be gone back to. */
export function choose(changes) {
  location.hash = addressOf(changes);
}

/** Chooses what nobody chose. */
export function chooseQuietly(changes) {
  history.replaceState(null, '', addressOf(changes));
}
