// What is said in the terminal or a dialog when the desk cannot be opened: Chinese first, then English.

import type { Refusal } from '../../shared/lib/result.ts';
import { fill } from '../../shared/words/fill.ts';
import { COMMON_WORDS } from '../../shared/words/index.ts';
import { DeskFault } from '../desk/fault.ts';

/** A sentence in both languages for a refusal that no page shows. */
export function refusalSentence({ code, facts }: Pick<Refusal, 'code' | 'facts'>): string {
  const sentences = [COMMON_WORDS.zh, COMMON_WORDS.en].flatMap(({ refusals }) => {
    const pattern = refusals[code];
    return pattern === undefined ? [] : [fill(pattern, facts)];
  });
  return sentences.length > 0 ? sentences.join('\n') : code;
}

/** A sentence for any failure of a start. */
export function faultSentence(error: unknown): string {
  if (error instanceof DeskFault) return refusalSentence(error);
  return error instanceof Error ? error.message : String(error);
}
