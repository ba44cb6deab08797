// What may be done to many requests at once: actions that start from the state of each and need nothing of a single row.

import type { LegalAction, RequestLine } from '../../../shared/desk-contract.ts';
import { isRequired } from '../../../shared/queues/engine/field-check.ts';
import type { FieldKind } from '../../../shared/queues/queue.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { SHARED_ACTIONS, fieldsOf, specOf } from '../forms/action-fields.ts';
import type { Fields } from '../forms/form-model.ts';

/** More cancellations than this at once need a second person. */
export const SECOND_PERSON_ABOVE = 20;

/** Inputs that belong to one copy or one reader and cannot be said for many. */
const ROW_KINDS: readonly FieldKind[] = [
  'scan',
  'reader_card',
  'copy',
  'bag',
  'isbn',
  'barcode',
  'call_number',
  'shelf',
  'hold_slot',
  'evidence_choice',
];

/** Actions that the engine has for every request, in the bulk's order. */
const ENGINE_ACTIONS = ['claim', 'release', 'note'];

function startsFromAll(queue: QueueName, action: string, lines: readonly RequestLine[]): boolean {
  const from = specOf(queue, action)?.from;
  return Array.isArray(from) && lines.every(({ request }) => from.includes(request.state));
}

function asksRow(queue: QueueName, action: string): boolean {
  return Object.values(specOf(queue, action)?.input ?? {}).some(
    (field) => ROW_KINDS.includes(field.kind) && isRequired(field, {}, null),
  );
}

/** The actions that all lines have in common; `legal` are those of the first line for this person. */
export function bulkActions(
  queue: QueueName,
  lines: readonly RequestLine[],
  legal: readonly LegalAction[],
): LegalAction[] {
  const own = legal.filter(
    ({ action }) =>
      !SHARED_ACTIONS.includes(action) &&
      startsFromAll(queue, action, lines) &&
      !asksRow(queue, action),
  );
  const engine = lines.every(({ request }) => request.endedOn === null) ? ENGINE_ACTIONS : ['note'];
  return [
    ...own,
    ...engine
      .filter((action) => own.every((each) => each.action !== action))
      .map((action) => ({ action, key: null, choices: {}, prefill: {}, scan: false })),
  ];
}

/** The shared form: the action's fields without those of a single row. */
export function bulkFields(queue: QueueName, action: string, first: RequestLine): Fields {
  const fields = fieldsOf(queue, action, first.request);
  return Object.fromEntries(
    Object.entries(fields).filter(([, spec]) => !ROW_KINDS.includes(spec.kind)),
  );
}

/** Whether so many rows of the action need another person's signature. */
export function needsSecond(queue: QueueName, action: string, rows: number): boolean {
  const cancels = action === 'ask_cancel' || specOf(queue, action)?.to.includes('cancelled');
  return rows > SECOND_PERSON_ABOVE && cancels === true;
}
