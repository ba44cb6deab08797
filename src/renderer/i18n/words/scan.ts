// Words of the page: scan.

import { both } from '../both.ts';

export const scanWords = both({}, {});
