// vue-i18n with the words of every area. Its default build interprets messages, so the page needs no eval.

import { createI18n } from 'vue-i18n';
import type { Language } from '../../shared/words/fill.ts';
import { devicesWords } from './words/devices.ts';
import { catalogueWords } from './words/catalogue.ts';
import { circulationWords } from './words/circulation.ts';
import { feedbackWords } from './words/feedback.ts';
import { figureWords } from './words/figure-names.ts';
import { figuresWords } from './words/figures.ts';
import { frameWords } from './words/frame.ts';
import { queueWords } from '../queues/words.ts';
import { librarySystemWords } from './words/library-system.ts';
import { memberWords } from './words/members.ts';
import { printWords } from './words/print.ts';
import { reportsWords } from './words/reports.ts';
import { rfidWords } from './words/rfid.ts';
import { roundsWords } from './words/rounds.ts';
import { scanWords } from './words/scan.ts';
import { searchWords } from './words/search.ts';
import { sessionWords } from './words/session.ts';
import { settingsWords } from './words/settings.ts';
import { shelvingWords } from './words/shelving.ts';
import { staffWords } from './words/staff.ts';
import { syncWords } from './words/sync.ts';
import { tellingWords } from './words/telling.ts';
import { workbenchWords } from './words/workbench.ts';

/** Areas by the first part of a key: `t('frame.rail.workbench')`. */
export const AREAS = {
  frame: frameWords,
  session: sessionWords,
  workbench: workbenchWords,
  telling: tellingWords,
  queue: queueWords,
  rounds: roundsWords,
  print: printWords,
  scan: scanWords,
  search: searchWords,
  members: memberWords,
  circulation: circulationWords,
  shelving: shelvingWords,
  feedback: feedbackWords,
  staff: staffWords,
  catalogue: catalogueWords,
  figures: figuresWords,
  figure: figureWords,
  reports: reportsWords,
  devices: devicesWords,
  rfid: rfidWords,
  sync: syncWords,
  settings: settingsWords,
  librarySystem: librarySystemWords,
};

const inLanguage = (language: Language) =>
  Object.fromEntries(Object.entries(AREAS).map(([area, words]) => [area, words[language]]));

/** The page's i18n; `locale` is a language of the product. */
export const i18n = createI18n({
  legacy: false,
  locale: 'zh',
  fallbackLocale: 'zh',
  messages: { zh: inLanguage('zh'), en: inLanguage('en') },
});
