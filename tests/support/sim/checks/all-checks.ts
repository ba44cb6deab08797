// All invariants together: some at any moment, the others once all is quiet.

import { cardHasher, sha256 } from '../../../../src/node/env.ts';
import { derivedId } from '../../../../src/shared/lib/ids.ts';
import type { DeskHost } from '../desk-host.ts';
import { circulationProblems } from '../circulation.ts';
import type { Sim } from '../sim.ts';
import { deskFacts } from './desk-facts.ts';
import type { DeskFacts } from './desk-facts.ts';
import {
  chainProblems,
  effectProblems,
  headProblems,
  orderProblems,
  versionProblems,
} from './log-checks.ts';
import { equalProblems, lostProblems, outcomeProblems, privateProblems } from './outcome-checks.ts';
import { screenProblems } from './screen-check.ts';
import { serviceFacts } from './service-facts.ts';
import { stateProblems } from './state-checks.ts';

const NAMES = {
  deriveId: (commandId: string, ordinal: number) => derivedId(commandId, ordinal, sha256),
  sha256,
};

/** I8 at a desk, at any moment between two events. */
export async function midwayProblems(desk: DeskHost): Promise<string[]> {
  const running = desk.running();
  if (!running) return [];
  const facts = deskFacts(desk.name, running.store);
  if (facts.readTo === null) return [];
  return screenProblems(facts, cardHasher(running.store.cardKey), NAMES);
}

/** Everything, after the quiet. */
export async function finalProblems(sim: Sim): Promise<string[]> {
  const { ledger } = sim;
  const service = await serviceFacts(sim.service.store(), ledger.given.keys());
  const desks: DeskFacts[] = [];
  const problems: string[] = [];
  for (const desk of sim.desks) {
    const running = desk.running();
    if (!running) {
      problems.push(`${desk.name} does not run`);
      continue;
    }
    const facts = deskFacts(desk.name, running.store);
    desks.push(facts);
    problems.push(
      ...outcomeProblems(facts, service),
      ...equalProblems(facts, service),
      ...privateProblems(facts, service, desk.campus),
    );
  }
  return [
    ...problems,
    ...chainProblems(service),
    ...effectProblems(service, ledger.given),
    ...versionProblems(service),
    ...orderProblems(service, [...desks, ...sim.lostOutboxes]),
    ...headProblems(service, ledger.given),
    ...lostProblems(ledger.promised(), desks, service),
    ...stateProblems(service),
    ...circulationProblems({ ...service, given: ledger.given }),
  ];
}
