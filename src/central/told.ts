// What callers from outside are told of a refusal: status, code, the facts that are theirs to know, and a sentence.

import { yuanText } from '../shared/lib/money.ts';
import type { Facts } from '../shared/lib/result.ts';
import type { Bilingual } from '../shared/library/entities.ts';
import { isAccepted } from '../shared/sync/protocol.ts';
import type { CommandResult, ResultCode } from '../shared/sync/protocol.ts';
import { CALLER_REFUSALS, NOT_DONE } from '../shared/words/caller-words.ts';
import { daysInWords } from '../shared/words/days.ts';
import { fill } from '../shared/words/fill.ts';
import type { Language } from '../shared/words/fill.ts';
import { spanText } from '../shared/words/sentence.ts';
import { failure } from './failure.ts';
import type { Failure } from './failure.ts';

/** A refusal in words. */
export interface Told {
  code: string;
  facts: Facts;
  text: Bilingual;
}

/** Tells one kind of caller. */
export interface Teller {
  told(code: string, facts: Facts): Told;
  /** The failure of a result, or null where it was accepted. */
  refusedOf(result: CommandResult): Failure | null;
  /** A failure with its sentence. */
  refusal(status: number, code: string, facts?: Facts): Failure;
}

const STATUS: Record<Exclude<ResultCode, 'ok' | 'exception_opened'>, number> = {
  conflict: 409,
  illegal: 409,
  forbidden: 403,
  not_found: 404,
  bad_command: 400,
  unsupported_version: 400,
};

function filled(pattern: string, facts: Facts, language: Language): string {
  const { seconds, amount } = facts;
  const wait = typeof seconds === 'number' ? { seconds: spanText(seconds, language) } : {};
  const money = typeof amount === 'number' ? { amount: yuanText(amount) } : {};
  return fill(pattern, { ...daysInWords(facts, language), ...wait, ...money });
}

/** Fields that callers fill in, by name, and what is said of one by code or by what a check found. */
export interface FieldWords {
  names: Readonly<Record<string, Bilingual>>;
  problems: Readonly<Record<string, Bilingual>>;
}

/** A field that has a name, with what is to be said of it; null where the words for the code have to do. */
function ofField(fields: FieldWords | null, code: string, { field, problem }: Facts) {
  // A check names the way to the field: `/lines/0/price`.
  const name = String(field ?? '')
    .split('/')
    .findLast((part) => !/^\d*$/u.test(part));
  const named = fields && name !== undefined && Object.hasOwn(fields.names, name);
  if (!named) return null;
  const { bad_input: other } = fields.problems;
  const found = code === 'bad_body' ? (fields.problems[String(problem)] ?? other) : undefined;
  const pattern = found ?? fields.problems[code];
  const called = fields.names[name];
  return pattern && called ? { pattern, called } : null;
}

/**
 * Makes it: `words` before those for all callers, `hidden` the names of facts that stay with the library; `fields` where callers
 * have forms.
 */
export function tellerWith(
  words: Record<string, Bilingual>,
  hidden: RegExp,
  fields: FieldWords | null = null,
): Teller {
  const patternOf = (code: string) =>
    [words, CALLER_REFUSALS].find((table) => Object.hasOwn(table, code))?.[code] ?? NOT_DONE;
  const told = (code: string, facts: Facts): Told => {
    const kept = Object.fromEntries(Object.entries(facts).filter(([name]) => !hidden.test(name)));
    const one = ofField(fields, code, kept);
    const { zh, en } = one?.pattern ?? patternOf(code);
    const said = (pattern: string, language: Language) =>
      filled(pattern, one ? { ...kept, field: one.called[language] } : kept, language);
    return { code, facts: kept, text: { zh: said(zh, 'zh'), en: said(en, 'en') } };
  };
  const refusal = (status: number, code: string, facts: Facts = {}): Failure => {
    const said = told(code, facts);
    const plain = failure(status, code, said.facts);
    return { ...plain, body: { ...plain.body, text: said.text } };
  };
  return {
    told,
    refusal,
    refusedOf({ code, refusal: why, facts }) {
      if (code === 'ok' || isAccepted(code)) return null;
      return refusal(STATUS[code as keyof typeof STATUS], why ?? code, facts);
    },
  };
}
