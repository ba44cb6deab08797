// Texts that readers get when their requests move: defaults of every queue, which a library rewords by template rows.

import { TRANSFER_NOTICES } from '../../circulation/transfers/transfer-notices.ts';
import { CIRCULATION_NOTICES } from '../../circulation/notices/notices.ts';
import { VOICE_NOTICES } from '../../circulation/voices/voice-notices.ts';
import type { Bilingual } from '../../library/entities.ts';
import { ofEveryQueue } from '../modules.ts';

/** What follows a notice whose step was undone. */
const correction: Bilingual = {
  zh: '更正：此前关于《{title}》（{code}）的通知作废，申请照常办理，请以之后的通知为准。',
  en: 'Correction: please disregard our last notice about “{title}” ({code}); the request goes on, and a later notice will follow.',
};

/** Default texts by notice code. */
export const NOTICE_DEFAULTS: Record<string, Bilingual> = Object.assign(
  { correction },
  CIRCULATION_NOTICES,
  TRANSFER_NOTICES,
  VOICE_NOTICES,
  ...Object.values(ofEveryQueue(({ notices }) => notices)),
);

/**
 * Notices that still hold, and are still needed, when the request has gone on to one of these states: the reader of a
 * parcel must have its code at the door.
 */
export const NOTICE_HOLDS_IN: Record<string, readonly string[]> = {
  'delivery.packed': ['out', 'attempt_failed'],
};
