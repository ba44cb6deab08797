// A notice as text: what staff wrote, else the library's template, else the default, filled from its facts.

import type { Bilingual, Notice, Template } from '../../library/entities.ts';
import type { Language } from '../../words/fill.ts';
import { dayText } from '../../words/days.ts';
import { fill } from '../../words/fill.ts';
import { COMMON_WORDS } from '../../words/index.ts';
import { factsInWords } from '../../words/sentence.ts';
import { NOTICE_DEFAULTS } from './notices.ts';
import type { QueueName } from '../request.ts';
import { QUEUE_WORDS } from '../words.ts';
import type { Settings } from '../world/world.ts';

/** Notices that name what there need not be, and those that stand for them then. */
const WITHOUT: Readonly<Record<string, { fact: string; code: string }>> = {
  'purchase.shipped': { fact: 'tracking', code: 'purchase.shipped_plain' },
};

function codeOf({ code, facts }: Notice): string {
  const without = WITHOUT[code];
  return without && (facts[without.fact] ?? '') === '' ? without.code : code;
}

/** The library's wording of a notice: for its reason, else for the notice, else the default. */
function patternOf(templates: readonly Template[], notice: Notice): Bilingual {
  const reason = notice.facts['reason'];
  const code = codeOf(notice);
  const own = templates.filter((each) => each.active && each.notice === code);
  const chosen =
    own.find((each) => each.reason !== null && each.reason === reason) ??
    own.find((each) => each.reason === null);
  return chosen?.text ?? NOTICE_DEFAULTS[code] ?? { zh: code, en: code };
}

function textIn(
  language: Language,
  pattern: string,
  notice: Notice,
  queue: QueueName | null,
  settings: Settings,
): string {
  const facts = factsInWords(notice.facts, {
    language,
    common: COMMON_WORDS[language],
    queue: queue === null ? null : QUEUE_WORDS[queue][language],
    queues: {},
    nameOf: (id) => settings.place(id)?.name[language],
    timeText: (instant) => dayText(settings.calendars.dayOf(instant), language),
    dayOf: settings.calendars.dayOf,
  });
  return fill(pattern, facts);
}

/** What staff wrote, with the book that it is about unless they name it: several such may stand in one digest. */
function writtenText(text: string, { facts }: Notice): string {
  const { title, code } = facts;
  if (typeof title !== 'string' || title === '' || text.includes(title)) return text;
  return typeof code === 'string' ? `《${title}》（${code}）：${text}` : `《${title}》：${text}`;
}

/** A notice in both languages; what staff wrote is the same in both. `queue` is its request's, null where it is about none. */
export function noticeText(
  notice: Notice,
  queue: QueueName | null,
  templates: readonly Template[],
  settings: Settings,
): Bilingual {
  if (notice.text !== null) {
    const text = writtenText(notice.text, notice);
    return { zh: text, en: text };
  }
  const pattern = patternOf(templates, notice);
  return {
    zh: textIn('zh', pattern.zh, notice, queue, settings),
    en: textIn('en', pattern.en, notice, queue, settings),
  };
}
