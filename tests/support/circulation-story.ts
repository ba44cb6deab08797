// Loans on the model library: commands of readers and librarians, with codes instead of outcomes.

import type { Facts } from '../../src/shared/lib/result.ts';
import { uuidv7 } from '../../src/shared/lib/ids.ts';
import { addMinutes, millis } from '../../src/shared/lib/time.ts';
import type { Instant } from '../../src/shared/lib/time.ts';
import type { PolicyValue } from '../../src/shared/library/policies.ts';
import { policiesOf } from '../../src/shared/library/policies.ts';
import type { Loan } from '../../src/shared/library/entities.ts';
import type { MemoryWorld } from '../../src/shared/queues/world/memory-world.ts';
import { perform } from '../../src/shared/queues/engine/perform.ts';
import { POLICY_DEFAULTS } from '../../src/shared/queues/policies.ts';
import { START, modelEnv, modelLibrary } from './model-library.ts';

/** What a command came to. */
export interface Said {
  /** `ok`, or the refusal's code. */
  code: string;
  facts: Facts;
  remarks: string[];
}

/** Loans under way. */
export interface CirculationStory {
  world: MemoryWorld;
  now(): Instant;
  /** Moves the clock on. */
  wait(minutes: number): void;
  /** Gives a command; readers act without a service point, librarians at the northern desk. */
  does(
    who: string,
    type: string,
    entity: string,
    input?: Record<string, unknown>,
    point?: string,
  ): Promise<Said>;
  /** Lends a copy at the northern desk; gives the loan's id, and throws where that is refused. */
  lends(reader: string, barcode: string): Promise<string>;
  loan(id: string): Promise<Loan>;
  /** The open loan of a copy. */
  loanOf(copyId: string): Promise<Loan | undefined>;
  /** Codes of the notices of a reader, in order. */
  told(reader: string): Promise<string[]>;
}

/** Begins one, with policies of its own over the defaults. */
export function circulationStory(set: Record<string, PolicyValue> = {}): CirculationStory {
  const world = modelLibrary();
  const policies = policiesOf({ ...POLICY_DEFAULTS, ...set }, []);
  const env = { ...modelEnv, settings: { ...modelEnv.settings, policies } };
  let now = START;
  let count = 0;
  const story: CirculationStory = {
    world,
    now: () => now,
    wait: (minutes) => {
      now = addMinutes(now, minutes);
    },
    async does(who, type, entity, input = {}, point = 'n-desk') {
      count += 1;
      const alone = who === 'system' || who.startsWith('reader-');
      const random = new Uint8Array(10).map((_, index) => (count >> (8 * (index % 3))) & 255);
      const done = await perform(
        world,
        {
          id: uuidv7(millis(now) + count, random),
          desk: alone ? 'service' : 'desk',
          point: alone ? null : point,
          cseq: count,
          actor: who,
          type,
          v: 1,
          entity,
          expectHead: null,
          input,
          at: now,
        },
        env,
      );
      return done.ok
        ? { code: 'ok', facts: {}, remarks: done.remarks.map(({ code }) => code) }
        : { code: done.code, facts: done.facts, remarks: [] };
    },
    async lends(reader, barcode) {
      const id = `loan-${barcode}-${count}`;
      const said = await story.does('desk-a', 'loan.out', id, { scan: barcode, readerId: reader });
      if (said.code !== 'ok') throw new Error(`${said.code} ${JSON.stringify(said.facts)}`);
      return id;
    },
    async loan(id) {
      const found = await world.get('loan', id);
      if (!found) throw new Error(`no loan ${id}`);
      return found;
    },
    loanOf: async (copyId) => (await world.list('openLoanOf', copyId))[0],
    told: async (reader) => (await world.list('noticesOfReader', reader)).map(({ code }) => code),
  };
  return story;
}
