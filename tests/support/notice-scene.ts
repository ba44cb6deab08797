// Notices of the model library with their jobs in a real database, a clock that tests set, and carriers that they give.

import type { Carrier, Letter } from '../../src/central/notices/carrier.ts';
import { createNotices } from '../../src/central/notices/notices.ts';
import type { Notices, NoticesOptions } from '../../src/central/notices/notices-port.ts';
import type { Timers } from '../../src/central/service-port.ts';
import type { Job } from '../../src/central/store/job-port.ts';
import { openSqliteStore } from '../../src/central/store/sqlite/sqlite-store.ts';
import { uuidv7 } from '../../src/shared/lib/ids.ts';
import { addMinutes, millis } from '../../src/shared/lib/time.ts';
import type { Instant } from '../../src/shared/lib/time.ts';
import type { Notice } from '../../src/shared/library/entities.ts';
import { policiesOf } from '../../src/shared/library/policies.ts';
import type { PolicyValue } from '../../src/shared/library/policies.ts';
import { perform } from '../../src/shared/queues/engine/perform.ts';
import { POLICY_DEFAULTS } from '../../src/shared/queues/policies.ts';
import type { Env } from '../../src/shared/queues/world/world.ts';
import { modelEnv } from './model-library.ts';
import { beginStory } from './story.ts';
import type { Story } from './story.ts';

/** Timers of real time. */
export const realTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** A library whose notices are to be delivered. */
export interface NoticeScene {
  story: Story;
  /** Moves the clock of jobs and library alike. */
  wait(minutes: number): void;
  now(): Instant;
  /** Sets policies from now on. */
  set(policies: Record<string, PolicyValue>): void;
  /** A notice of words of its own, or of what `over` says. */
  tell(id: string, readerId: string, over?: Partial<Notice>): void;
  /** From now on the reader wants one letter a day. */
  wantsDigest(readerId: string): Promise<void>;
  /** Two people make one reader of two cards; `from` is given up. */
  merge(from: string, into: string): Promise<void>;
  /** Makes the jobs that the lane makes for notices, and gives all notices so far. */
  commit(): Promise<Notice[]>;
  /** One process that delivers by these carriers. */
  process(carriers: readonly Carrier[]): Notices;
  job(noticeId: string, carrier?: string): Promise<Job | null>;
  /** What became of each job of a notice: its state and its note, by carrier. */
  outcome(noticeId: string, carrier: string): Promise<string>;
  options(carriers: readonly Carrier[]): NoticesOptions;
  log: string[];
}

/** The model library with some policies set. */
function envWith(set: Record<string, PolicyValue>): Env {
  const policies = policiesOf({ ...POLICY_DEFAULTS, ...set }, []);
  return { ...modelEnv, settings: { ...modelEnv.settings, policies } };
}

/** Makes it, with these policies; readers 1 and 2 have an address, reader 3 has none. */
export function noticeScene(set: Record<string, PolicyValue> = {}): NoticeScene {
  const story = beginStory();
  let env = envWith(set);
  const log: string[] = [];
  let now = '2018-06-06T00:30:00.000Z';
  const clock = { now: () => now };
  const { jobs } = openSqliteStore({ file: ':memory:', stream: 'main', clock });
  for (const n of [1, 2, 3]) {
    const email = n === 3 ? '' : `reader${n}@students.example`;
    const text = { name: '张三', card: `180600000${n}`, phone: '10012345678', email };
    story.world.put('private', { id: `reader-${n}`, ver: 1, ...text });
  }
  const scene: NoticeScene = {
    story,
    log,
    now: () => now,
    set(policies) {
      env = envWith({ ...set, ...policies });
    },
    tell(id, readerId, over = {}) {
      const about = { requestId: null, code: 'feedback.answered', text: null, corrects: null };
      const facts = { answer: `words of ${id}` };
      story.world.put('notice', { id, ver: 1, readerId, ...about, facts, at: now, ...over });
    },
    async wantsDigest(readerId) {
      const reader = await story.world.get('reader', readerId);
      if (reader) story.world.put('reader', { ...reader, notices: 'digest' });
    },
    async merge(from, into) {
      const command = {
        id: uuidv7(millis(now), new Uint8Array(10)),
        desk: 'desk',
        point: 'n-desk',
        cseq: 1,
        actor: 'boss',
        type: 'reader.merge',
        v: 1,
        entity: from,
        expectHead: null,
        input: { into, secondPerson: 'chief' },
        at: now,
      };
      const outcome = await perform(story.world, command, env);
      if (!outcome.ok) throw new Error(`refused: ${outcome.code}`);
    },
    wait(minutes) {
      now = addMinutes(now, minutes);
      story.until(now);
    },
    async commit() {
      const notices = story.world.all('notice');
      const last = notices.at(-1);
      if (last && last.at > now) now = last.at;
      const fresh = notices.map(({ id }) => ({
        key: `notice/${id}`,
        kind: 'notice',
        body: {},
        dueOn: now,
      }));
      await jobs.add(fresh, now);
      return notices;
    },
    options: (carriers) => ({
      lane: { look: (work) => work(story.world, env), now: () => now },
      store: {
        jobs,
        reads: {
          all: async (kind: 'template') =>
            story.world.all(kind).map((row) => ({
              kind,
              id: row.id,
              ver: row.ver,
              image: JSON.stringify(row),
              digest: '',
            })),
        } as unknown as NoticesOptions['store']['reads'],
      },
      carriers,
      clock: { now: () => now },
      timers: realTimers,
      log: (line) => log.push(line),
    }),
    process: (carriers) => createNotices(scene.options(carriers)),
    job: (noticeId, carrier) =>
      jobs.get(carrier ? `notice/${noticeId}/${carrier}` : `notice/${noticeId}`),
    async outcome(noticeId, carrier) {
      const job = await scene.job(noticeId, carrier);
      return job ? `${job.state} ${job.lastError ?? ''}`.trim() : 'none';
    },
  };
  return scene;
}

/** Ids of the notices that a letter brings. */
export function idsIn({ id, parts }: Letter): string[] {
  return parts?.map((part) => part.id) ?? [id];
}

/** A carrier in memory: answers as told, keeps what it was given. */
export function memoryCarrier(
  name: Carrier['name'],
  answer: (letter: Letter, turn: number) => ReturnType<Carrier['send']> = async () => ({
    is: 'sent',
  }),
): Carrier & { letters: Letter[] } {
  const letters: Letter[] = [];
  return {
    name,
    letters,
    send(letter) {
      letters.push(letter);
      return answer(letter, letters.length);
    },
  };
}
