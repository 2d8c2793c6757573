/** The texts of the page. To translate it, copy `texts.en.js` and choose here; formats follow the browser's language by themselves. */

export {T} from './texts.en.js';
