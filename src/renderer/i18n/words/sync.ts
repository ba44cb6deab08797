// Words of the page: sync.

import { both } from '../both.ts';

export const syncWords = both({}, {});
