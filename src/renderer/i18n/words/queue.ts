// Words of the queue page.

import { both } from '../both.ts';

export const queueWords = both({}, {});
