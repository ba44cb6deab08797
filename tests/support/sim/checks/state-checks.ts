// What must hold of the library's state at the service: I5 legal steps by permitted roles, I11 custody and money.

import { QUEUES } from '../../../../src/shared/queues/index.ts';
import { isAside } from '../../../../src/shared/queues/engine/fold.ts';
import type { QueueDefinition } from '../../../../src/shared/queues/queue.ts';
import type { Request, RequestEvent } from '../../../../src/shared/queues/request.ts';
import { broken } from '../../model-invariants.ts';
import type { ServiceFacts } from './service-facts.ts';

/** Events whose name is no action of the definition. */
const ENGINE: ReadonlySet<string> = new Set(['undo', 'take_effect']);

function stepProblem(definition: QueueDefinition, event: RequestEvent): string | null {
  const spec = Object.hasOwn(definition.actions, event.action)
    ? definition.actions[event.action]
    : undefined;
  if (!spec) return null;
  const from = event.from === null ? spec.from === 'new' : spec.from.includes(event.from);
  const to = event.to === event.from || event.to === 'exception' || spec.to.includes(event.to);
  const role = event.role === 'system' || spec.who.some((who) => who.role === event.role);
  if (from && to && role) return null;
  return `${event.action} from ${event.from} to ${event.to} as ${event.role}`;
}

/** I5: every event is a step that its definition knows, by a role that may. */
function legalProblems(request: Request, events: readonly RequestEvent[]): string[] {
  const definition = QUEUES[request.queue];
  return events.flatMap((event) => {
    if (isAside(event) || event.undoes !== null || ENGINE.has(event.action)) return [];
    const problem = stepProblem(definition, event);
    return problem === null ? [] : [`I5 ${request.code}: ${problem}`];
  });
}

/** Codes that people read and print are never given twice. */
function codeProblems(requests: readonly Request[]): string[] {
  const seen = new Set<string>();
  return requests.flatMap(({ code }) => {
    if (seen.has(code)) return [`I2 the code ${code} was given twice`];
    seen.add(code);
    return [];
  });
}

/** Everything that is wrong with the state itself. */
export function stateProblems({ world }: Pick<ServiceFacts, 'world'>): string[] {
  const requests = world.all('request');
  const events = Map.groupBy(world.all('event'), (event) => event.requestId);
  const below = world.all('fund').filter((fund) => fund.encumbered < 0 || fund.spent < 0);
  return [
    ...requests.flatMap((request) => legalProblems(request, events.get(request.id) ?? [])),
    ...codeProblems(requests),
    ...below.map((fund) => `I11 ${fund.id} is below zero`),
    ...broken(world).map((problem) => `I11 ${problem}`),
  ];
}
