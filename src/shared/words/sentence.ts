// From a code and its facts to a sentence: the facts that are codes themselves are put into words first.

import { yuanText } from '../lib/money.ts';
import type { Facts } from '../lib/result.ts';
import type { Day } from '../lib/time.ts';
import { isReason, REASONS } from '../library/reasons.ts';
import type { CommonWords } from './common-words.ts';
import { dayInWords, dayText } from './days.ts';
import { fill } from './fill.ts';
import type { Language } from './fill.ts';
import type { QueueWords } from './queue-words.ts';
import { REVIEW_REASON_WORDS } from './voice-words.ts';

/** All that a sentence can draw on. */
export interface Vocabulary {
  language: Language;
  common: CommonWords;
  /** Words of the queue that the code comes from; null outside a queue. */
  queue: QueueWords | null;
  /** Words of every queue by name, for linked requests. */
  queues: Record<string, QueueWords>;
  /** Names of people, places, funds and copies by id. */
  nameOf: (id: string) => string | undefined;
  /** An instant as this page writes it, and the library's day in which it lies. */
  timeText: (instant: string) => string;
  dayOf: (instant: string) => Day;
}

function isReviewReason(value: string): value is keyof typeof REVIEW_REASON_WORDS {
  return Object.hasOwn(REVIEW_REASON_WORDS, value);
}

const STATE_FACTS = new Set(['state', 'leaderState', 'choice', 'from', 'to']);
const ACTION_FACTS = new Set(['action', 'on']);
const MONEY_FACTS = new Set([
  'free',
  'asked',
  'committed',
  'price',
  'cap',
  'amount',
  'before',
  'after',
]);
/** Instants that are the end of a day: nobody is told the minute. */
const LAST_INSTANTS = new Set(['due', 'dueOn', 'dueBefore']);
const INSTANT = /^\d{4}-\d\d-\d\dT/u;

/** A wait as people say it: `40 秒`, `15 minutes`. */
export function spanText(seconds: number, language: Language): string {
  const long = seconds >= 120;
  const count = Math.ceil(long ? seconds / 60 : seconds);
  if (language === 'zh') return `${count} ${long ? '分钟' : '秒'}`;
  return `${count} ${long ? 'minute' : 'second'}${count === 1 ? '' : 's'}`;
}

/** One fact in words; what is no code stays as it is. */
function factText(
  name: string,
  value: string | number | boolean | null,
  words: Vocabulary,
): string {
  const { common, queue, queues } = words;
  if (value === null) return '–';
  if (typeof value === 'boolean') return common.values[value ? 'yes' : 'no'] ?? '';
  if (typeof value === 'number' && name === 'seconds') return spanText(value, words.language);
  if (typeof value === 'number') return MONEY_FACTS.has(name) ? yuanText(value) : String(value);
  if (INSTANT.test(value)) {
    const isDay = LAST_INSTANTS.has(name);
    return isDay ? dayText(words.dayOf(value), words.language) : words.timeText(value);
  }
  const day = dayInWords(value, words.language);
  if (day !== null) return day;
  if (STATE_FACTS.has(name)) {
    const state = queue?.states[value] ?? common.states[value];
    if (state !== undefined) return state;
  }
  if (ACTION_FACTS.has(name)) {
    const action = queue?.actions[value] ?? common.actions[value];
    if (action !== undefined) return action;
  }
  if (name === 'field') return queue?.fields[value] ?? common.fields[value] ?? value;
  if (name === 'problem') return common.problems[value] ?? value;
  if (name === 'standing') return common.standings[value] ?? value;
  if (name === 'slip') return common.slips[value] ?? value;
  if (name === 'queue') return queues[value]?.name ?? value;
  if (name === 'reason' && isReason(value)) return REASONS[value][words.language];
  if (name === 'reviewReason' && isReviewReason(value)) {
    return REVIEW_REASON_WORDS[value][words.language];
  }
  if (name === 'roles') {
    const separator = words.language === 'zh' ? '、' : ', ';
    return value
      .split(/[ ,]+/u)
      .map((role) => common.roles[role] ?? role)
      .join(separator);
  }
  return words.nameOf(value) ?? queue?.values[value] ?? common.values[value] ?? value;
}

/** Facts with codes, names, times and money put into words. */
export function factsInWords(facts: Facts, words: Vocabulary): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, factText(name, value, words)]),
  );
}

const PLACE = /\{\w+\}/u;

/** An action as what somebody did, without facts: "lent it to the reader"; undefined where no words say it. */
export function deedText(action: string, words: Pick<Vocabulary, 'common' | 'queue'>) {
  const { common, queue } = words;
  const told = [queue?.did?.[action], queue?.happened[action]];
  return [...told, common.did[action], common.happened[action]].find(
    (text) => text !== undefined && !PLACE.test(text),
  );
}

/** The sentence of a refusal; a code without words of its own falls back to the plainest one, never to the bare code. */
export function refusalText(code: string, facts: Facts, words: Vocabulary): string {
  const pattern = words.queue?.refusals[code] ?? words.common.refusals[code];
  return fill(pattern ?? words.common.refusals['bad_command'] ?? '', factsInWords(facts, words));
}

/** The sentence of something worth saying though nothing was refused. */
export function remarkText(code: string, facts: Facts, words: Vocabulary): string {
  const pattern =
    words.common.remarks[code] ?? words.queue?.refusals[code] ?? words.queue?.advice[code];
  return pattern === undefined ? '' : fill(pattern, factsInWords(facts, words));
}

/** A line of advice or of a decision card. */
export function adviceText(code: string, facts: Facts, words: Vocabulary): string {
  const pattern = words.queue?.advice[code] ?? words.common.remarks[code];
  return pattern === undefined ? code : fill(pattern, factsInWords(facts, words));
}
