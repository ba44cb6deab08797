// Texts that readers get when their requests move: defaults of every queue, which a library rewords by template rows.

import type { Bilingual } from '../library/entities.ts';
import { deliveryNotices } from './delivery/notices.ts';
import { findBookNotices } from './find-book/notices.ts';
import { purchaseNotices } from './purchase/notices.ts';
import { reallocationNotices } from './reallocation/notices.ts';

/** Default texts by notice code, `<queue>.<what happened>`. */
export const NOTICE_DEFAULTS: Record<string, Bilingual> = {
  ...reallocationNotices,
  ...findBookNotices,
  ...purchaseNotices,
  ...deliveryNotices,
};
