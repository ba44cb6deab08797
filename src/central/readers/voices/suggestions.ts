// A reader's suggestions: those made and joined, a new one, and leaving one.

import type * as z from 'zod';
import { wantedCount } from '../../../shared/circulation/voices/suggestion-sheets.ts';
import type { Suggestion } from '../../../shared/library/circulation-rows.ts';
import type { Bilingual } from '../../../shared/library/entities.ts';
import { toIsbn13 } from '../../../shared/library/isbn.ts';
import { REASONS, isReason } from '../../../shared/library/reasons.ts';
import { isOpenSuggestion } from '../../../shared/library/voices.ts';
import type { onceBody, suggestionBody } from '../../../shared/sync/reader-voice-calls.ts';
import type {
  SuggestedAnswer,
  SuggestionLine,
  suggestionsAnswer,
} from '../../../shared/sync/reader-voice-views.ts';
import { fill } from '../../../shared/words/fill.ts';
import { SUGGESTION_SENTENCES, SUGGESTION_STATE_WORDS } from '../../../shared/words/voice-words.ts';
import { hasFailed } from '../../failure.ts';
import type { Failure } from '../../failure.ts';
import { commandId, madeBy, runAs, runPlain, saying } from '../commands.ts';
import type { ReaderContext } from '../reader-context.ts';
import { refusal, refusedOf } from '../refused.ts';
import { titleOf } from '../titles.ts';

const NOT_MINE = refusal(404, 'not_found', { kind: 'suggestion' });

function sentenceOf({ state, reason }: Suggestion): Bilingual {
  const why = reason !== null && isReason(reason) ? REASONS[reason] : null;
  const { zh, en } = SUGGESTION_SENTENCES[state];
  return { zh: fill(zh, { reason: why?.zh ?? '–' }), en: fill(en, { reason: why?.en ?? '–' }) };
}

/** A suggestion as one of its readers sees it: nobody else's name or words; `lead` where the row is a further sheet. */
function suggestionLineOf(
  { id, readerId }: Suggestion,
  lead: Suggestion,
  by: string,
): SuggestionLine {
  const { isbn, bookTitle, author, publisher, at, state, answer, titleId } = lead;
  return {
    id,
    isbn,
    bookTitle,
    author,
    publisher,
    at,
    state,
    stateText: SUGGESTION_STATE_WORDS[state],
    sentence: sentenceOf(lead),
    answer,
    first: readerId === by,
    others: Math.max(0, wantedCount(lead) - 1),
    mayWithdraw: isOpenSuggestion(lead),
    titleId,
  };
}

async function linesOf(
  { rows }: Pick<ReaderContext, 'rows'>,
  own: readonly Suggestion[],
  by: string,
): Promise<SuggestionLine[]> {
  const leads = await rows.get(
    'suggestion',
    own.map(({ sheetOf }) => sheetOf ?? null),
  );
  return own.map((row) => suggestionLineOf(row, leads.get(row.sheetOf ?? '') ?? row, by));
}

/** One page of own suggestions, newest first. */
export async function suggestionsPage(
  { rows, env }: ReaderContext,
  readerId: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<z.output<typeof suggestionsAnswer>> {
  const all = (await rows.list('suggestionsOfReader', readerId)).toReversed();
  const { policies } = (await env()).settings;
  return {
    rows: await linesOf({ rows }, all.slice(offset, offset + limit), readerId),
    total: all.length,
    used: all.filter((row) => row.readerId === readerId && isOpenSuggestion(row)).length,
    quota: policies.number('suggestion.quota'),
  };
}

/** The suggestion that a call made, or joined. */
async function madeOrJoined(
  { rows }: ReaderContext,
  readerId: string,
  entity: string,
  isbn: string | null,
): Promise<Suggestion | undefined> {
  const made = await rows.one('suggestion', entity);
  if (made) return made;
  const own = await rows.list('suggestionsOfReader', readerId);
  return own.findLast((row) => row.isbn === isbn);
}

/** Suggests a book; what the library has is no refusal, but says where it is. */
export async function suggest(
  context: ReaderContext,
  readerId: string,
  { requestId, ...wish }: z.output<typeof suggestionBody>,
): Promise<SuggestedAnswer | Failure> {
  const input = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
  const id = commandId(readerId, saying('suggestion', input), requestId);
  const result = await runAs(context, readerId, {
    id,
    type: 'suggestion.send',
    entity: madeBy(id),
    input,
  });
  if (hasFailed(result)) return result;
  const { titleId } = result.facts;
  if (result.refusal === 'already_held' && typeof titleId === 'string') {
    const held = await titleOf(context, titleId);
    return hasFailed(held) ? held : { outcome: 'held', title: held.title };
  }
  const refused = refusedOf(result);
  if (refused) return refused;
  const isbn = wish.isbn === undefined ? null : toIsbn13(wish.isbn);
  const row = await madeOrJoined(context, readerId, madeBy(id), isbn);
  if (!row) return NOT_MINE;
  const outcome = row.id === madeBy(id) ? 'sent' : 'joined';
  const [suggestion] = await linesOf(context, [row], readerId);
  return suggestion ? { outcome, suggestion } : NOT_MINE;
}

/** Leaves a suggestion; the next who joined leads on. */
export async function withdrawSuggestion(
  context: ReaderContext,
  readerId: string,
  id: string,
  { requestId }: z.output<typeof onceBody>,
): Promise<{ ok: true } | Failure> {
  return runPlain(context, readerId, {
    id: commandId(readerId, `suggestion.withdraw/${id}`, requestId),
    type: 'suggestion.withdraw',
    entity: id,
    input: {},
  });
}
