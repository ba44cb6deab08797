// What resolving and correcting ask for, and what they may lead back to, in any queue.

import type { FieldSpec, QueueDefinition } from '../queue.ts';
import type { Request } from '../request.ts';
import { hasEnded, holdsCopy } from '../states.ts';

/** States that an exception may have come from, whether a request holds its copy, and the inputs for given choices. */
export function resolving(definition: QueueDefinition) {
  const inputs = (options: readonly string[]): Record<string, FieldSpec> => ({
    choice: { kind: 'choice', options },
    reason: { kind: 'reason' },
    note: { kind: 'text' },
    scan: { kind: 'scan', optional: true },
    copyStatus: {
      kind: 'choice',
      options: ['lost', 'in_repair', 'withdrawn'],
      optional: true,
    },
    copyId: { kind: 'copy', optional: true },
    ...definition.resolveInput,
  });
  return {
    states: Object.keys(definition.states).filter((state) => !hasEnded(definition, { state })),
    held: (request: Request) => holdsCopy(definition, request),
    inputs,
  };
}
