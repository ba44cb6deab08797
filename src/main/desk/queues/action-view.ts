// The actions that a person may take on a request now, each with its letter, choices and prefilled inputs.

import type { LegalAction } from '../../../shared/desk-contract.ts';
import { legalActions, preconditionOf } from '../../../shared/queues/engine/decide.ts';
import type {
  ActionSpec,
  Context,
  FieldSpec,
  QueueDefinition,
} from '../../../shared/queues/queue.ts';
import type { Request } from '../../../shared/queues/request.ts';
import type { Statements } from '../db/statements.ts';
import { choicesOf } from './choices.ts';

/** What the request itself already says of an input of that name. */
function known(name: string, spec: FieldSpec, request: Request | null): unknown {
  if (request === null) return undefined;
  const own: unknown = request.fields[name];
  if (own !== undefined && own !== null) return own;
  const columns: Record<string, unknown> = {
    fundId: request.fundId,
    // An optional copy asks for the next one: the present copy is what it is not.
    copyId: spec.kind === 'copy' && spec.optional !== true ? request.copyId : undefined,
    targetCampus: request.targetCampus,
    destination: request.targetCampus,
    collection: request.collection,
    priority: request.priority,
  };
  return columns[name] ?? undefined;
}

/** Inputs whose first free choice is nearly always the one wanted. */
const TAKES_FIRST = new Set<FieldSpec['kind']>(['hold_slot', 'fund', 'vendor', 'slot']);
/** Inputs that must be made anew each time: evidence, words, reasons. */
const NEVER_KNOWN = new Set<FieldSpec['kind']>([
  'scan',
  'reader_card',
  'reason',
  'text',
  'reader_text',
  'evidence_choice',
]);

function prefillOf(
  name: string,
  spec: FieldSpec,
  request: Request | null,
  choices: LegalAction['choices'][string] | undefined,
): unknown {
  if (NEVER_KNOWN.has(spec.kind)) return undefined;
  const value = known(name, spec, request);
  if (value !== undefined) {
    const offered = choices === undefined || choices.some((choice) => choice.value === value);
    return offered ? value : undefined;
  }
  return TAKES_FIRST.has(spec.kind) && spec.optional === undefined
    ? choices?.[0]?.value
    : undefined;
}

/** One action as the page shows it. */
export function actionView(
  statements: Statements,
  action: string,
  spec: ActionSpec,
  request: Request | null,
  context: Context,
): LegalAction {
  const choices: LegalAction['choices'] = {};
  const prefill: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(spec.input ?? {})) {
    const offered = choicesOf(statements, field, request, context);
    if (offered !== undefined) choices[name] = offered;
    const value = prefillOf(name, field, request, offered);
    if (value !== undefined) prefill[name] = value;
  }
  const scan =
    preconditionOf(spec) === 'fact' &&
    Object.values(spec.input ?? {}).some(
      (field) => field.kind === 'scan' && field.optional !== true,
    );
  return { action, key: spec.key ?? null, choices, prefill, scan };
}

/** Every action that is legal for this person now, in the definition's order. */
export function actionViews(
  statements: Statements,
  definition: QueueDefinition,
  request: Request,
  context: Context,
): LegalAction[] {
  return legalActions(definition, request, context).flatMap((action) => {
    const spec = definition.actions[action];
    return spec ? [actionView(statements, action, spec, request, context)] : [];
  });
}
