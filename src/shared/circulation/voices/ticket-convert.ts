// A ticket about something that the library lacks becomes what it should have been: a suggestion, or a request.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Feedback } from '../../library/feedback.ts';
import type { Reader } from '../../library/entities.ts';
import { definitionOf } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { suggestFor } from './suggestion-send.ts';
import { answered, ticketFor } from './tickets.ts';
import { isRefusal } from '../input.ts';
import { tell, wordsIn } from './voice-parts.ts';

/** Queues in which a ticket can become a request. */
const TICKET_QUEUES = ['find_book', 'reallocation'] as const;

/** What it became, as the reader is told. */
interface Became {
  kind: string;
  id: string;
  notice: string;
  facts: { title: string | null; code?: string };
}

async function asSuggestion(run: Run, reader: Reader): Promise<Became | Refusal> {
  const made = await suggestFor(run, reader, run.nextId());
  if (isRefusal(made)) return made;
  const facts = { title: made.bookTitle };
  return { kind: 'suggestion', id: made.id, notice: 'feedback.became_suggestion', facts };
}

async function asRequest(run: Run, reader: Reader, queue: string): Promise<Became | Refusal> {
  const { code, copyId, titleId, scan, kind: _, text: __, ...more } = run.command.input;
  if (typeof code !== 'string' || code.trim() === '') {
    return refuse('missing_input', { field: 'code' });
  }
  const barcode = typeof scan === 'string' ? scan.trim() : '';
  const [scanned] = barcode === '' ? [] : await run.world.list('copyByBarcode', barcode);
  if (barcode !== '' && !scanned) return refuse('unknown_barcode', { barcode });
  const copy = scanned?.id ?? copyId;
  const book = typeof copy === 'string' ? { copyId: copy } : { titleId };
  const loan = queue === 'reallocation' ? { kind: 'for_loan' } : {};
  const done = await run.step(run, {
    definition: definitionOf(run, queue),
    request: null,
    action: 'submit',
    input: { ...more, ...book, ...loan, code, readerId: reader.id },
    actor: run.actor,
    point: run.point,
    cascade: false,
    id: run.nextId(),
  });
  if (!done.ok) return done;
  const { request } = done;
  const title =
    request.titleId === null ? undefined : await run.world.get('title', request.titleId);
  const facts = { code: request.code, title: title?.title ?? null };
  return { kind: queue, id: request.id, notice: 'feedback.became_request', facts };
}

async function become(run: Run, row: Feedback): Promise<Became | Refusal> {
  const { kind } = run.command.input;
  const reader = await run.world.get('reader', row.readerId);
  if (!reader) return refuse('not_found', { kind: 'reader' });
  if (kind === 'suggestion') return asSuggestion(run, reader);
  const queue = TICKET_QUEUES.find((each) => each === kind);
  if (queue) return asRequest(run, reader, queue);
  return refuse('bad_input', { field: 'kind', problem: 'options' });
}

/**
 * Carries out `feedback.convert`: `kind` is `suggestion` (with what `suggestion.send` takes) or a queue of
 * `TICKET_QUEUES` (with `scan`, `copyId` or `titleId`, `targetCampus`, and the new request's `code`). The reader is told, and
 * may still say that it was no answer.
 */
export async function convertTicket(run: Run): Promise<Refusal | null> {
  const row = await ticketFor(run);
  if (isRefusal(row)) return row;
  if (row.becameId !== undefined) return refuse('ticket_became');
  const words = wordsIn(run, 'text', 2000);
  if (isRefusal(words)) return words;
  const became = await become(run, row);
  if (isRefusal(became)) return became;
  const { kind, id, notice, facts } = became;
  const after = answered(run, row, words);
  if (isRefusal(after)) return after;
  const category = 'resources';
  run.world.put('feedback', { ...after, category, becameKind: kind, becameId: id });
  tell(run, row.readerId, notice, facts);
  return null;
}
