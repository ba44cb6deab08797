// A ticket as a conversation: what the reader and the library said, in its order.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Feedback, TicketWord } from '../../library/feedback.ts';

/** Words that one ticket holds: each addition writes the whole row anew. */
export const MOST_SAID = 60;

/** Everything that was said, the words with which it began first; none where the text is elsewhere or erased. */
export function threadOf(row: Feedback): TicketWord[] {
  const first = row.text === null ? [] : [{ by: null, at: row.at, text: row.text }];
  return [...first, ...saidIn(row)];
}

/** What was said after the first words; answers of a row from before there was `said` are one word. */
function saidIn({ said, answer, answeredBy, answeredOn, at }: Feedback): TicketWord[] {
  const old =
    typeof answer === 'string'
      ? [{ by: answeredBy ?? '', at: answeredOn ?? at, text: answer }]
      : [];
  return [...old, ...(said ?? [])];
}

/** The ticket with one word more, or that it holds no more. */
export function withWord(row: Feedback, word: TicketWord): Feedback | Refusal {
  const said = saidIn(row);
  if (said.length >= MOST_SAID) return refuse('ticket_long', { limit: MOST_SAID });
  const { answer: _, ...rest } = row;
  return { ...rest, said: [...said, word] };
}
