// Which inputs are words of some length, and so get more room than one line.

import type { FieldKind } from '../../../shared/queues/queue.ts';

const PROSE_NAMES: readonly string[] = ['note', 'text', 'question', 'answer', 'where', 'whyNotAll'];

/** Whether a person writes a sentence there. */
export function isProse(kind: FieldKind, name: string): boolean {
  return kind === 'reader_text' || (kind === 'text' && PROSE_NAMES.includes(name));
}
