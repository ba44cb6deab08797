// Commands that have the right shape and the wrong insides.

import { uuidv7 } from '../../../src/shared/lib/ids.ts';
import type { Command } from '../../../src/shared/queues/command.ts';
import { QUEUES } from '../../../src/shared/queues/index.ts';
import { COPIES, READERS, STAFF, inputFor } from '../model-input.ts';
import type { Chance } from '../sim/random.ts';
import { mutated } from './fuzz-values.ts';

const OTHERS = [
  'request.claim',
  'request.release',
  'request.take_over',
  'request.note',
  'request.undo',
  'copy.sighting',
  'reader.reveal',
  'staff_page.open',
  'staff_page.remark',
  'policy.save',
  'calendar.save',
  'place.save',
  'staff.save',
  'fund.save',
  'template.save',
  'reason.save',
  '__proto__.save',
  'constructor.submit',
  'reallocation.toString',
];

/** Requests that earlier commands of this process made, to act on. */
const made: string[] = [];

/** A command of a desk with that counter. */
export function hostileCommand(chance: Chance, desk: string, cseq: number): Command {
  const queue = chance.oneOf(Object.values(QUEUES));
  const action = chance.hits(0.4) ? 'submit' : chance.oneOf(Object.keys(queue.actions));
  const spec = queue.actions[action];
  const other = chance.hits(0.3);
  const seen = { request: null, barcode: chance.oneOf(COPIES).toUpperCase(), reader: 'reader-1' };
  const base = spec && !other ? inputFor(chance, spec, seen, chance.between(1, 9999)) : { row: {} };
  const own = { ...base, code: `N1-${cseq}`, readerId: chance.oneOf(READERS) };
  const changed = chance.hits(0.6) ? mutated(chance, own) : own;
  const input =
    typeof changed === 'object' && changed !== null && !Array.isArray(changed) ? changed : own;
  const id = uuidv7(Date.now(), chance.bytes(10));
  const fresh = action === 'submit' && !other;
  const entity = fresh || made.length === 0 ? `made-${id}` : chance.oneOf(made);
  if (fresh) made.push(entity);
  return {
    id,
    desk,
    point: chance.oneOf(['n-desk', 's-desk', null, 'nowhere']),
    cseq,
    actor: chance.hits(0.9) ? chance.oneOf(STAFF) : chance.oneOf(['system', '__proto__', 'nobody']),
    type: other ? chance.oneOf(OTHERS) : `${queue.name}.${action}`,
    v: chance.hits(0.97) ? 1 : 9,
    entity,
    expectHead: chance.hits(0.2) ? 'x' : null,
    input: input as Record<string, unknown>,
    at: chance.oneOf([
      '2018-06-06T01:00:00.000Z',
      '2040-01-01T00:00:00.000Z',
      '1970-01-01T00:00:00.000Z',
    ]),
  };
}
