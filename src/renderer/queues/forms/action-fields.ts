// Which inputs an action's form has: the definition's, the engine's own, and what every decision may carry.

import { QUEUES } from '../../../shared/queues/index.ts';
import type { ActionSpec, FieldSpec } from '../../../shared/queues/queue.ts';
import type { QueueName, Request } from '../../../shared/queues/request.ts';
import type { Fields } from './form-model.ts';

/** Inputs of the actions that the engine has for every request, whatever the queue. */
const ENGINE_FIELDS: Record<string, Fields> = {
  claim: {},
  release: {},
  take_over: { reason: { kind: 'reason' } },
  note: { note: { kind: 'text' } },
  undo: {},
};

/** A staff note; the reason `other` needs one. */
const NOTE: FieldSpec = { kind: 'text', optional: (input) => input['reason'] !== 'other' };
const READER_TEXT: FieldSpec = { kind: 'reader_text', optional: true };

/** The action as the definition says it; undefined for the engine's own. */
export function specOf(queue: QueueName, action: string): ActionSpec | undefined {
  return QUEUES[queue].actions[action];
}

/** Actions that every queue has; they stand behind a queue's own. */
export const SHARED_ACTIONS: readonly string[] = [
  'report_problem',
  'lent_elsewhere',
  'resolve',
  'correct',
  'close_case',
];

/** Name of the action's first input of a kind. */
export function fieldOfKind(fields: Fields, kind: FieldSpec['kind']): string | undefined {
  return Object.keys(fields).find((name) => fields[name]?.kind === kind);
}

/** All inputs of an action's form, in order. `request` is null for a submission. */
export function fieldsOf(queue: QueueName, action: string, request: Request | null): Fields {
  const engine = ENGINE_FIELDS[action];
  if (engine !== undefined) return engine;
  const own = specOf(queue, action)?.input ?? {};
  if (request === null) return { ...submitFields(own), note: { kind: 'text', optional: true } };
  const tellsReader =
    'reason' in own && request.readerId !== null && fieldOfKind(own, 'reader_text') === undefined;
  return {
    ...own,
    ...(tellsReader ? { readerText: READER_TEXT } : {}),
    ...('note' in own ? {} : { note: NOTE }),
  };
}

/** A submission by staff says for which reader it is, unless the definition asks that itself. */
function submitFields(own: Fields): Fields {
  return fieldOfKind(own, 'reader') === undefined
    ? { readerId: { kind: 'reader', optional: true }, ...own }
    : own;
}
