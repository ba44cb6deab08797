// Readers, who send their wishes to the service itself.

import { derivedId } from '../../../src/shared/lib/ids.ts';
import { sha256 } from '../../../src/node/env.ts';
import type { Service } from '../../../src/central/service-port.ts';
import { hasFailed } from '../../../src/central/failure.ts';
import { QUEUES } from '../../../src/shared/queues/index.ts';
import { isAccepted } from '../../../src/shared/sync/protocol.ts';
import { READERS, inputFor } from '../model-input.ts';
import type { Ledger } from './ledger.ts';
import { commandIdAt } from './people.ts';
import type { Chance } from './random.ts';

/** A reader asks for something, if the service is there. */
export async function readerAsks(
  service: Service | null,
  chance: Chance,
  ledger: Ledger,
  nowMs: number,
): Promise<void> {
  if (!service) return;
  const queue = chance.oneOf([QUEUES.reallocation, QUEUES.delivery, QUEUES.purchase]);
  const spec = queue.actions['submit'];
  if (!spec) return;
  const readerId = chance.oneOf(READERS);
  const id = commandIdAt(chance, service.lane.now());
  const seen = { request: null, barcode: null, reader: readerId };
  const input = { ...inputFor(chance, spec, seen, chance.between(1, 9999)), readerId };
  const entity = derivedId(id, 0, sha256);
  const draft = {
    id,
    actor: readerId,
    point: null,
    type: `${queue.name}.submit`,
    entity,
    expectHead: null,
    input,
    codePrefix: 'W',
  };
  const given = ledger.give('readers', draft, nowMs);
  const result = await service.lane.run(draft);
  if (hasFailed(result)) return;
  if (isAccepted(result.code)) {
    given.acknowledged = true;
    ledger.accepted += 1;
  } else ledger.refused += 1;
}
