// A story on the model library: commands one after the other, each by somebody at a desk, a few minutes apart.

import { derivedId, uuidv7 } from '../../src/shared/lib/ids.ts';
import { addMinutes, millis } from '../../src/shared/lib/time.ts';
import type { Command, Outcome } from '../../src/shared/queues/command.ts';
import { perform } from '../../src/shared/queues/engine/perform.ts';
import type { Request } from '../../src/shared/queues/request.ts';
import { START, modelEnv, modelLibrary } from './model-library.ts';
import { broken } from './model-invariants.ts';

type Input = Record<string, unknown>;

/** Begins a story. `by` is `<person>@<n|s>`, at the desk of the north or the south campus. */
export function tellStory() {
  const world = modelLibrary();
  let serial = 0;
  let at = START;
  const command = (by: string, type: string, entity: string, input: Input): Command => {
    serial += 1;
    at = addMinutes(at, 5);
    const [actor = '', campus] = by.split('@');
    return {
      id: uuidv7(
        millis(at),
        Uint8Array.from({ length: 10 }, (_, index) => serial + index),
      ),
      desk: 'N1',
      point: campus === undefined ? null : `${campus}-desk`,
      cseq: serial,
      actor,
      type,
      v: 1,
      entity,
      expectHead: null,
      input,
      at,
    };
  };
  const of = (id: string): Request => {
    const request = world.all('request').find((each) => each.id === id);
    if (!request) throw new Error(`no request ${id}`);
    return request;
  };
  const say = async (by: string, type: string, entity: string, input: Input): Promise<Outcome> => {
    const outcome = await perform(world, command(by, type, entity, input), modelEnv);
    const problems = broken(world);
    if (problems.length > 0) throw new Error(`${type}: ${problems.join('; ')}`);
    return outcome;
  };
  const act = async (by: string, request: string, action: string, input: Input = {}) =>
    say(by, `${of(request).queue}.${action}`, request, input);
  return {
    world,
    of,
    /** Lets days go by. */
    wait: (days: number) => {
      at = addMinutes(at, days * 1440);
    },
    /** Asks for something and gives the request's id. */
    ask: async (by: string, queue: string, input: Input): Promise<string> => {
      const id = derivedId(`story-${serial}`, 1, modelEnv.sha256);
      const code = `N1-${String(serial + 1).padStart(4, '0')}`;
      const outcome = await say(by, `${queue}.submit`, id, { code, ...input });
      if (!outcome.ok) throw new Error(`${queue}: ${outcome.code}`);
      return id;
    },
    act,
    /** Does something that must be accepted, and gives the state that it led to. */
    does: async (by: string, request: string, action: string, input: Input = {}) => {
      const outcome = await act(by, request, action, input);
      if (!outcome.ok)
        throw new Error(`${action}: ${outcome.code} ${JSON.stringify(outcome.facts)}`);
      return of(request).state;
    },
    scan: (by: string, copyId: string) => say(by, 'copy.sighting', copyId, {}),
    /** The open linked case of a request. */
    childOf: (id: string): Request => {
      const child = world
        .all('request')
        .find((each) => each.parentId === id && each.endedOn === null);
      if (!child) throw new Error('no linked case');
      return child;
    },
    noticesOf: (readerId: string) =>
      world
        .all('notice')
        .filter((each) => each.readerId === readerId)
        .map((each) => each.code),
  };
}
