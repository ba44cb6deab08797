// A desk on the model library for tests of single commands: who, what, on which request, five minutes after the last.

import { uuidv7 } from '../../src/shared/lib/ids.ts';
import { addMinutes, millis } from '../../src/shared/lib/time.ts';
import type { Command, Outcome } from '../../src/shared/queues/command.ts';
import { perform } from '../../src/shared/queues/engine/perform.ts';
import type { Request, RequestEvent } from '../../src/shared/queues/request.ts';
import type { Env } from '../../src/shared/queues/world/world.ts';
import { broken } from './model-invariants.ts';
import { START, modelEnv, modelLibrary } from './model-library.ts';

/** A desk at the north campus; every outcome leaves the invariants whole, or the test fails. */
export function modelDesk() {
  const world = modelLibrary();
  let serial = 0;
  let at = START;
  const command = (
    actor: string,
    type: string,
    entity: string,
    input: Record<string, unknown> = {},
    set: Partial<Command> = {},
  ): Command => {
    serial += 1;
    at = addMinutes(at, 5);
    const random = Uint8Array.from({ length: 10 }, (_, index) => serial + index);
    const id = uuidv7(millis(at), random);
    const base = { id, desk: 'N1', cseq: serial, actor, type, v: 1, entity, input, at };
    return { ...base, point: actor === 'system' ? null : 'n-desk', expectHead: null, ...set };
  };
  const run = async (made: Command, env: Env = modelEnv): Promise<Outcome> => {
    const outcome = await perform(world, made, env);
    const problems = broken(world);
    if (problems.length > 0) throw new Error(problems.join('; '));
    return outcome;
  };
  const send = (...args: Parameters<typeof command>) => run(command(...args));
  const of = (id: string): Request => {
    const request = world.all('request').find((each) => each.id === id);
    if (!request) throw new Error(`no request ${id}`);
    return request;
  };
  return {
    world,
    command,
    run,
    send,
    of,
    now: () => at,
    wait: (minutes: number) => {
      at = addMinutes(at, minutes);
    },
    /** Sends a command that has to be accepted. */
    do: async (...args: Parameters<typeof command>) => {
      const outcome = await send(...args);
      if (!outcome.ok)
        throw new Error(`${args[1]}: ${outcome.code} ${JSON.stringify(outcome.facts)}`);
      return outcome;
    },
    /** Code of the refusal of a command that has to be refused. */
    refused: async (...args: Parameters<typeof command>): Promise<string> => {
      const outcome = await send(...args);
      if (outcome.ok) throw new Error(`${args[1]} was accepted`);
      return outcome.code;
    },
    eventsOf: (id: string): RequestEvent[] =>
      world.all('event').filter((each) => each.requestId === id),
    holder: (copyId: string): string | null =>
      world.all('custody').find((each) => each.copyId === copyId && each.until === null)
        ?.requestId ?? null,
    fund: () => world.all('fund').find((each) => each.id === 'fund'),
  };
}

/** The desk of a test. */
export type ModelDesk = ReturnType<typeof modelDesk>;

/** Asks for a reallocation of a copy to the south for a loan; gives its id. */
export async function askMove(desk: ModelDesk, id: string, copyId: string, readerId: string) {
  const input = {
    code: id.toUpperCase(),
    kind: 'for_loan',
    targetCampus: 'south',
    copyId,
    readerId,
  };
  await desk.do('desk-a', 'reallocation.submit', id, input);
  return id;
}

/** Asks for a book to be bought, and gives the line's id. */
export async function askBook(desk: ModelDesk, id: string, isbn: string, readerId: string) {
  const book = { isbn, bookTitle: 'A book', price: 4500, way: 'at_desk', vendorId: 'vendor' };
  const input = { code: id.toUpperCase(), readerId, collection: 'n-main', ...book };
  await desk.do('desk-a', 'purchase.submit', id, input);
  return id;
}
