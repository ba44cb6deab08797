// Notices of a request as texts: what staff wrote, else the library's template, else the default.

import type { RequestDetail } from '../../../shared/desk-contract.ts';
import type { Bilingual, Notice } from '../../../shared/library/entities.ts';
import { NOTICE_DEFAULTS } from '../../../shared/queues/notices.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { QUEUE_WORDS } from '../../../shared/queues/words.ts';
import type { Settings } from '../../../shared/queues/world.ts';
import { fill } from '../../../shared/words/fill.ts';
import type { Language } from '../../../shared/words/fill.ts';
import { COMMON_WORDS } from '../../../shared/words/index.ts';
import { factsInWords } from '../../../shared/words/sentence.ts';
import { allRows } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';

function patternOf(statements: Statements, notice: Notice): Bilingual {
  const reason = notice.facts['reason'];
  const templates = allRows(statements, 'template').filter(
    (each) => each.active && each.notice === notice.code,
  );
  const chosen =
    templates.find((each) => each.reason !== null && each.reason === reason) ??
    templates.find((each) => each.reason === null);
  return chosen?.text ?? NOTICE_DEFAULTS[notice.code] ?? { zh: notice.code, en: notice.code };
}

/** A notice's text in one language. */
function textIn(
  language: Language,
  pattern: Bilingual,
  notice: Notice,
  queue: QueueName,
  settings: Settings,
): string {
  const facts = factsInWords(notice.facts, {
    language,
    common: COMMON_WORDS[language],
    queue: QUEUE_WORDS[queue][language],
    queues: {},
    nameOf: (id) => settings.place(id)?.name[language],
    timeText: (instant) => settings.calendars.dayOf(instant),
  });
  return fill(pattern[language], facts);
}

/** Notices as they were sent, oldest first. */
export function noticeViews(
  statements: Statements,
  notices: readonly Notice[],
  queue: QueueName,
  settings: Settings,
): RequestDetail['notices'] {
  return notices.map((notice) => {
    const pattern = patternOf(statements, notice);
    const text =
      notice.text === null
        ? {
            zh: textIn('zh', pattern, notice, queue, settings),
            en: textIn('en', pattern, notice, queue, settings),
          }
        : { zh: notice.text, en: notice.text };
    return { at: notice.at, code: notice.code, text, correction: notice.corrects !== null };
  });
}
