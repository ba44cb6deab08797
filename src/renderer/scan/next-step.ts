// The one next step of a scanned copy: whether a scan alone does it, or its form has to be filled in.

import { isAbsent, isRequired } from '../../shared/queues/engine/field-check.ts';
import { QUEUES } from '../../shared/queues/index.ts';
import type { FieldSpec } from '../../shared/queues/queue.ts';
import type { Request } from '../../shared/queues/request.ts';
import type { LegalAction, RequestLine, ScanCard } from '../../shared/desk-contract.ts';

export type CopyCard = Extract<ScanCard, { kind: 'copy' }>;

export interface NextStep {
  line: RequestLine;
  action: LegalAction;
  /** Scanning the copy again does it. */
  byScan: boolean;
  /** Something must be filled in first, on the queue's page. */
  needsForm: boolean;
  /** The input that does it, once no form is needed. */
  input: Record<string, unknown>;
}

function fieldsOf(request: Request, action: string): Record<string, FieldSpec> {
  return QUEUES[request.queue].actions[action]?.input ?? {};
}

/** An action of a task as a step with this copy in the hand. */
export function stepOf(
  line: RequestLine,
  action: LegalAction,
  barcode: string,
  source: string,
): NextStep {
  const fields = Object.entries(fieldsOf(line.request, action.action));
  const scans = fields.filter(([, spec]) => spec.kind === 'scan').map(([name]) => [name, barcode]);
  const input: Record<string, unknown> = { ...action.prefill, ...Object.fromEntries(scans) };
  if (scans.length > 0) input['source'] = source;
  const needsForm = fields.some(
    ([name, spec]) => isAbsent(input[name]) && isRequired(spec, input, line.request),
  );
  return { line, action, byScan: action.scan && !needsForm, needsForm, input };
}

/** The one next step of a card; null when nothing is to be done with the copy. */
export function nextStepOf(card: CopyCard, source: string): NextStep | null {
  const wanted = card.next;
  if (wanted === null) return null;
  const task = card.tasks.find((each) => each.line.request.id === wanted.requestId);
  const action = task?.actions.find((each) => each.action === wanted.action);
  return task && action ? stepOf(task.line, action, card.holding.copy.barcode, source) : null;
}
