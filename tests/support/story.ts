// Tells a story on the model library: one command after another by named people, through the engine's own `perform`.

import { uuidv7 } from '../../src/shared/lib/ids.ts';
import { addMinutes, millis } from '../../src/shared/lib/time.ts';
import type { Instant } from '../../src/shared/lib/time.ts';
import type { Outcome } from '../../src/shared/queues/command.ts';
import type { MemoryWorld } from '../../src/shared/queues/world/memory-world.ts';
import { perform } from '../../src/shared/queues/engine/perform.ts';
import type { Request } from '../../src/shared/queues/request.ts';
import { START, modelEnv, modelLibrary } from './model-library.ts';

/** A story under way; every command is one minute after the one before. */
export interface Story {
  world: MemoryWorld;
  /** Moves the clock on to an instant. */
  until(at: Instant): void;
  /** Says at which service point the next commands are given; null for readers and timers. */
  at(point: string | null): void;
  /** Submits a request and gives its id; throws where it is refused. */
  submits(who: string, queue: string, input: Record<string, unknown>): Promise<string>;
  /** Does an action and gives the state it led to, or the refusal's code. */
  does(who: string, type: string, id: string, input?: Record<string, unknown>): Promise<string>;
  request(id: string): Promise<Request>;
  /** Codes of the remarks of the last command. */
  remarks(): string[];
  fund(id?: string): Promise<{ encumbered: number; spent: number }>;
}

/** Begins a story; commands are given at the northern desk until it says otherwise. */
export function beginStory(): Story {
  const world = modelLibrary();
  let now = START;
  let point: string | null = 'n-desk';
  let count = 0;
  let last: Outcome | null = null;

  async function give(who: string, type: string, entity: string, input: Record<string, unknown>) {
    count += 1;
    now = addMinutes(now, 1);
    const id = uuidv7(millis(now), new Uint8Array(10).fill(count));
    const request = await world.get('request', entity);
    const command = {
      id,
      desk: 'desk',
      point,
      cseq: count,
      actor: who,
      type,
      v: 1,
      entity,
      expectHead: request?.head ?? null,
      input,
      at: now,
    };
    last = await perform(world, command, modelEnv);
    return last;
  }

  async function request(id: string): Promise<Request> {
    const found = await world.get('request', id);
    if (!found) throw new Error(`no request ${id}`);
    return found;
  }

  return {
    world,
    until: (at) => {
      now = at;
    },
    at: (next) => {
      point = next;
    },
    submits: async (who, queue, input) => {
      const id = `request-${count + 1}`;
      const code = `N1-${String(count + 1).padStart(4, '0')}`;
      const done = await give(who, `${queue}.submit`, id, { code, ...input });
      if (!done.ok) throw new Error(`refused: ${done.code} ${JSON.stringify(done.facts)}`);
      return id;
    },
    does: async (who, type, id, input = {}) => {
      const done = await give(who, type, id, input);
      return done.ok ? (await request(id)).state : done.code;
    },
    request,
    remarks: () => (last?.ok ? last.remarks.map((each) => each.code) : []),
    fund: async (id = 'fund') => {
      const fund = await world.get('fund', id);
      return { encumbered: fund?.encumbered ?? 0, spent: fund?.spent ?? 0 };
    },
  };
}
