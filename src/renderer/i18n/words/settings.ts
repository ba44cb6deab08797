// Words of the page: settings.

import { both } from '../both.ts';

export const settingsWords = both({}, {});
