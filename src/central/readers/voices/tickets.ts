// A reader's tickets: what was said, what was answered, and whether that was an answer.

import type * as z from 'zod';
import { threadOf } from '../../../shared/circulation/voices/ticket-thread.ts';
import { maySay, reopenUntil } from '../../../shared/circulation/voices/tickets.ts';
import { FEEDBACK_CATEGORIES } from '../../../shared/library/feedback.ts';
import type { Feedback } from '../../../shared/library/feedback.ts';
import type { Bilingual } from '../../../shared/library/entities.ts';
import type { Request } from '../../../shared/queues/request.ts';
import type { Settings } from '../../../shared/queues/world/world.ts';
import type { onceBody, wordBody } from '../../../shared/sync/reader-voice-calls.ts';
import type { TicketLine, ticketsAnswer } from '../../../shared/sync/reader-voice-views.ts';
import { bothFilled } from '../../../shared/words/reader-loan-sentences.ts';
import {
  BECAME_SENTENCES,
  CATEGORY_WORDS,
  TICKET_SENTENCES,
} from '../../../shared/words/voice-words.ts';
import { hasFailed } from '../../failure.ts';
import type { Failure } from '../../failure.ts';
import { commandId, runAs, saying } from '../commands.ts';
import type { ReaderContext } from '../reader-context.ts';
import { refusal, refusedOf } from '../refused.ts';

const NOT_MINE = refusal(404, 'not_found', { kind: 'feedback' });

function sentenceOf(row: Feedback, { calendars }: Settings): Bilingual {
  const became = row.becameKind === 'suggestion' ? 'suggestion' : 'request';
  const isMade = row.state === 'answered' && row.becameId !== undefined;
  const pattern = isMade ? BECAME_SENTENCES[became] : TICKET_SENTENCES[row.state];
  const day = row.dueAt === undefined ? null : calendars.dayOf(row.dueAt);
  return bothFilled(pattern, { day });
}

function becameOf({ becameKind, becameId }: Feedback): TicketLine['became'] {
  if (becameId === undefined) return null;
  const kinds = ['suggestion', 'find_book', 'reallocation'] as const;
  const kind = kinds.find((each) => each === becameKind);
  return kind ? { kind, id: becameId } : null;
}

function lineOf(
  row: Feedback,
  about: Request | undefined,
  settings: Settings,
  now: string,
): TicketLine {
  const category = FEEDBACK_CATEGORIES.find((each) => each === row.category) ?? 'other';
  const until = reopenUntil(row, settings.policies);
  const { id, at, text, state } = row;
  const said = threadOf(row);
  return {
    id,
    at,
    category,
    categoryText: CATEGORY_WORDS[category],
    text,
    about: about ? { requestId: about.id, code: about.code } : null,
    state,
    sentence: sentenceOf(row, settings),
    said: said.map((each) => ({
      side: each.by === null ? ('reader' as const) : ('library' as const),
      at: each.at,
      text: each.text,
    })),
    answer: said.findLast(({ by }) => by !== null)?.text ?? null,
    answeredOn: row.answeredOn ?? null,
    maySay: maySay(row),
    mayConfirm: state === 'answered',
    mayReopen: until !== null && until >= now,
    reopenUntil: until === null ? null : settings.calendars.dayOf(until),
    became: becameOf(row),
  };
}

async function linesOf(
  { rows, env, lane }: ReaderContext,
  tickets: readonly Feedback[],
): Promise<TicketLine[]> {
  const { settings } = await env();
  const about = await rows.get(
    'request',
    tickets.map(({ requestId }) => requestId),
  );
  const now = lane.now();
  return tickets.map((row) => lineOf(row, about.get(row.requestId ?? ''), settings, now));
}

/** One page of own tickets, newest first; stars of requests stand with the requests. */
export async function ticketsPage(
  context: ReaderContext,
  readerId: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<z.output<typeof ticketsAnswer>> {
  const said = await context.rows.list('feedbackOfReader', readerId);
  const all = said.filter(({ kind }) => kind === 'feedback').toReversed();
  return {
    rows: await linesOf(context, all.slice(offset, offset + limit)),
    total: all.length,
  };
}

async function act(
  context: ReaderContext,
  readerId: string,
  id: string,
  call: { name: 'confirm' | 'reopen' | 'say'; requestId: string; input: Record<string, unknown> },
): Promise<{ ticket: TicketLine } | Failure> {
  const result = await runAs(context, readerId, {
    id: commandId(readerId, saying(`feedback.${call.name}/${id}`, call.input), call.requestId),
    type: `feedback.${call.name}`,
    entity: id,
    input: call.input,
  });
  if (hasFailed(result)) return result;
  const refused = refusedOf(result);
  if (refused) return refused;
  const row = await context.rows.one('feedback', id);
  const [ticket] = row ? await linesOf(context, [row]) : [];
  return ticket ? { ticket } : NOT_MINE;
}

/** The answer was one: the ticket is closed. */
export function confirmTicket(
  context: ReaderContext,
  readerId: string,
  id: string,
  { requestId }: z.output<typeof onceBody>,
) {
  return act(context, readerId, id, { name: 'confirm', requestId, input: {} });
}

/** A call with words: `say` adds them; `reopen` says that the answer was none, and opens the ticket again. */
function withWords(name: 'reopen' | 'say') {
  return (
    context: ReaderContext,
    readerId: string,
    id: string,
    { requestId, text }: z.output<typeof wordBody>,
  ) => act(context, readerId, id, { name, requestId, input: { text } });
}
/** The answer was none: the ticket is open again. */
export const reopenTicket = withWords('reopen');
/** Adds a word. */
export const sayInTicket = withWords('say');
