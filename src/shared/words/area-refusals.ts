// Refusals whose sentences stand in a file of their own, one an area.

import { CATALOGUE_REFUSALS } from './catalogue-words.ts';
import { CIRCULATION_REFUSAL_WORDS } from './circulation-words.ts';
import { DEVICE_REFUSALS } from './device-words.ts';
import { FILE_REFUSALS } from './file-words.ts';
import type { Language } from './fill.ts';
import { MEMBER_REFUSALS } from './member-words.ts';
import { LIBRARY_SYSTEM_REFUSALS } from './library-system-words.ts';
import { RFID_REFUSALS } from './rfid-words.ts';
import { SCAN_REFUSALS } from './scan-words.ts';
import { SHELVING_REFUSALS } from './shelving-words.ts';
import { EXPORT_REFUSALS } from './table-words.ts';
import { TRANSFER_REFUSAL_WORDS } from './transfer-words.ts';
import { VOICE_REFUSALS } from './voice-words.ts';
import { serviceEn } from './service-en.ts';
import { serviceZh } from './service-zh.ts';

/** All of them, by language. */
export const AREA_REFUSALS: Record<Language, Record<string, string>> = {
  zh: {
    ...serviceZh,
    ...FILE_REFUSALS.zh,
    ...RFID_REFUSALS.zh,
    ...SHELVING_REFUSALS.zh,
    ...DEVICE_REFUSALS.zh,
    ...SCAN_REFUSALS.zh,
    ...CATALOGUE_REFUSALS.zh,
    ...EXPORT_REFUSALS.zh,
    ...LIBRARY_SYSTEM_REFUSALS.zh,
    ...CIRCULATION_REFUSAL_WORDS.zh,
    ...TRANSFER_REFUSAL_WORDS.zh,
    ...VOICE_REFUSALS.zh,
    ...MEMBER_REFUSALS.zh,
  },
  en: {
    ...serviceEn,
    ...FILE_REFUSALS.en,
    ...RFID_REFUSALS.en,
    ...SHELVING_REFUSALS.en,
    ...DEVICE_REFUSALS.en,
    ...SCAN_REFUSALS.en,
    ...CATALOGUE_REFUSALS.en,
    ...EXPORT_REFUSALS.en,
    ...LIBRARY_SYSTEM_REFUSALS.en,
    ...CIRCULATION_REFUSAL_WORDS.en,
    ...TRANSFER_REFUSAL_WORDS.en,
    ...VOICE_REFUSALS.en,
    ...MEMBER_REFUSALS.en,
  },
};
