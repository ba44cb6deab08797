// Texts that readers get when their requests move: defaults of every queue, which a library rewords by template rows.

import type { Bilingual } from '../library/entities.ts';
import { ofEveryQueue } from './modules.ts';

/** Default texts by notice code. */
export const NOTICE_DEFAULTS: Record<string, Bilingual> = Object.assign(
  {},
  ...Object.values(ofEveryQueue(({ notices }) => notices)),
);
