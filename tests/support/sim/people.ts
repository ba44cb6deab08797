// People at a simulated desk: random work on what its screen shows, by anybody, mostly sensible.

import { derivedId, uuidv7 } from '../../../src/shared/lib/ids.ts';
import { millis } from '../../../src/shared/lib/time.ts';
import type { Instant } from '../../../src/shared/lib/time.ts';
import type { ActionSpec } from '../../../src/shared/queues/queue.ts';
import { sha256 } from '../../../src/node/env.ts';
import type { Draft } from '../../../src/main/desk/queues/execute.ts';
import { READERS, STAFF, actorFor, oneOf, pointFor } from '../model-input.ts';
import { moveFor } from '../model-run.ts';
import type { Looked } from '../model-run.ts';
import { circulationMove } from './circulation.ts';
import type { OnLoan } from './circulation.ts';
import type { Chance } from './random.ts';

/** Card number of a reader of the model library (`modelBase`). */
export function cardOf(readerId: string): string {
  return `180000000${readerId.slice(-1)}`;
}

/** Inputs name readers by id; a card that is read has its number. */
function withCards(
  spec: ActionSpec | undefined,
  input: Record<string, unknown>,
): Record<string, unknown> {
  const cards = Object.entries(spec?.input ?? {}).filter(
    ([, field]) => field.kind === 'reader_card',
  );
  const read = cards.flatMap(([name]) => {
    const value = input[name];
    return typeof value === 'string' && READERS.includes(value) ? [[name, cardOf(value)]] : [];
  });
  return { ...input, ...(Object.fromEntries(read) as Record<string, unknown>) };
}

/** A fresh UUIDv7 of that moment. */
export function commandIdAt(chance: Chance, now: Instant): string {
  return uuidv7(millis(now), chance.bytes(10));
}

/** The desk at which something is done. */
export interface AtDesk {
  now: Instant;
  /** Makes inputs that must be unique. */
  serial: number;
  /** Of the codes of its submissions. */
  prefix: string;
}

function circulationDraft(chance: Chance, looked: OnLoan, id: string): Draft {
  const move = circulationMove(chance, looked, derivedId(id, 0, sha256), cardOf);
  const actor = chance.oneOf(['desk-a', 'desk-b', 'boss', 'boss', 'chief', 'keeper-a']);
  const point = chance.oneOf(['n-desk', 's-desk']);
  return { id, actor, point, expectHead: null, ...move };
}

/** Something that somebody does at a desk now. */
export function randomDraft(chance: Chance, looked: Looked & OnLoan, at: AtDesk): Draft {
  const { now, serial, prefix } = at;
  const id = commandIdAt(chance, now);
  if (chance.hits(0.2)) return circulationDraft(chance, looked, id);
  const move = moveFor(chance, looked, derivedId(id, 0, sha256), serial);
  const { code: _code, ...input } = withCards(move.spec, move.input);
  const point = pointFor(chance, move.request);
  const undo = move.type === 'request.undo';
  const actor = undo ? oneOf(chance, STAFF) : actorFor(chance, move.spec, move.request);
  const opens = move.spec?.from === 'new';
  return {
    id,
    // A reader's own commands come by the service, a timer's by themselves.
    actor: STAFF.includes(actor) ? actor : oneOf(chance, STAFF),
    point,
    type: move.type,
    entity: move.entity,
    expectHead: chance.hits(0.95) ? (move.request?.head ?? null) : null,
    input,
    ...(opens ? { codePrefix: prefix } : {}),
  };
}
