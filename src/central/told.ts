// What callers from outside are told of a refusal: status, code, the facts that are theirs to know, and a sentence.

import { yuanText } from '../shared/lib/money.ts';
import type { Facts } from '../shared/lib/result.ts';
import type { Bilingual } from '../shared/library/entities.ts';
import { isAccepted } from '../shared/sync/protocol.ts';
import type { CommandResult, ResultCode } from '../shared/sync/protocol.ts';
import { CALLER_REFUSALS, NOT_DONE } from '../shared/words/caller-words.ts';
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
  return fill(pattern, { ...facts, ...wait, ...money });
}

/** Makes it: `words` before those for all callers, `hidden` the names of facts that stay with the library. */
export function tellerWith(words: Record<string, Bilingual>, hidden: RegExp): Teller {
  const patternOf = (code: string) =>
    [words, CALLER_REFUSALS].find((table) => Object.hasOwn(table, code))?.[code] ?? NOT_DONE;
  const told = (code: string, facts: Facts): Told => {
    const kept = Object.fromEntries(Object.entries(facts).filter(([name]) => !hidden.test(name)));
    const { zh, en } = patternOf(code);
    return { code, facts: kept, text: { zh: filled(zh, kept, 'zh'), en: filled(en, kept, 'en') } };
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
