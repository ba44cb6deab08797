// What is said in the terminal or a dialog when the desk cannot be opened: Chinese first, then English.

import { fill } from '../../shared/words/fill.ts';
import { COMMON_WORDS } from '../../shared/words/index.ts';
import { DeskFault } from '../desk/fault.ts';

/** A sentence for any failure of a start. */
export function faultSentence(error: unknown): string {
  if (!(error instanceof DeskFault)) return error instanceof Error ? error.message : String(error);
  const sentences = [COMMON_WORDS.zh, COMMON_WORDS.en].flatMap(({ refusals }) => {
    const pattern = refusals[error.code];
    return pattern === undefined ? [] : [fill(pattern, error.facts)];
  });
  return sentences.length > 0 ? sentences.join('\n') : error.code;
}
