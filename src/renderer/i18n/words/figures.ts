// Words of the page: figures.

import { both } from '../both.ts';

export const figuresWords = both({}, {});
