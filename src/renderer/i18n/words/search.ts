// Words of the page: search.

import { both } from '../both.ts';

export const searchWords = both({}, {});
