// Words of the page: workbench.

import { both } from '../both.ts';

export const workbenchWords = both({}, {});
