// What would become of a command if the reader gave it now: asked of the very rules that decide it, and dropped.

import type { Refusal } from '../../../shared/lib/result.ts';
import { overlay } from '../../../shared/queues/world/overlay.ts';
import { SERVICE_DESK } from '../../../shared/queues/command.ts';
import type { Command } from '../../../shared/queues/command.ts';
import { RULES, begin, perform } from '../../../shared/queues/engine/perform.ts';
import type { Run } from '../../../shared/queues/engine/run.ts';
import type { Env, World } from '../../../shared/queues/world/world.ts';
import type { ReasonNot } from '../../../shared/sync/reader-circulation-views.ts';
import type { ReaderContext } from '../reader-context.ts';
import { told } from '../refused.ts';

/** Id of rows and commands that are only tried. */
const TRIAL = '00000000-0000-7000-8000-000000000000';

/** A command that is only tried. */
export interface Tried {
  type: string;
  /** A new row's is left out. */
  entity?: string;
  input?: Record<string, unknown>;
}

/** Tries commands of one reader on the rows as they are. */
export interface Trial {
  world: World;
  env: Env;
  /** Why it would be refused; null where it would be done. */
  why(tried: Tried): Promise<Refusal | null>;
  /** The same in words. */
  told(tried: Tried): Promise<ReasonNot | null>;
  /** A run of the reader's for looking; null where the reader is not known. */
  run(): Promise<Run | null>;
}

function commandOf(readerId: string, at: string, { type, entity, input }: Tried): Command {
  const who = { id: TRIAL, desk: SERVICE_DESK, point: null, cseq: 0, actor: readerId };
  return { ...who, type, v: 1, entity: entity ?? TRIAL, expectHead: null, input: input ?? {}, at };
}

/** Rows as they were first seen: several trials of one look ask for the same ones. */
function remembering(world: World): World {
  const seen = new Map<string, Promise<unknown>>();
  const once = <T>(name: string, ask: () => Promise<T>): Promise<T> => {
    let answer = seen.get(name) as Promise<T> | undefined;
    if (!answer) seen.set(name, (answer = ask()));
    return answer;
  };
  return {
    get: (kind, id) => once(`${kind}/${id}`, () => world.get(kind, id)),
    list: (name, ...args) => once(`${name}(${args.join()})`, () => world.list(name, ...args)),
    put: () => {
      throw new Error('a trial writes nothing');
    },
  };
}

/** Looks at what was committed, for one reader. */
export function tryFor<T>(
  { lane }: ReaderContext,
  readerId: string,
  work: (trial: Trial) => Promise<T>,
): Promise<T> {
  return lane.look(async (committed, env) => {
    const world = remembering(committed);
    const at = lane.now();
    const why = async (tried: Tried) => {
      const outcome = await perform(overlay(world), commandOf(readerId, at, tried), env);
      return outcome.ok ? null : outcome;
    };
    return work({
      world,
      env,
      why,
      async told(tried) {
        const refusal = await why(tried);
        return refusal && told(refusal.code, refusal.facts);
      },
      async run() {
        const command = commandOf(readerId, at, { type: 'look' });
        const run = await begin(overlay(world), command, env, RULES);
        return 'ok' in run ? null : run;
      },
    });
  });
}
