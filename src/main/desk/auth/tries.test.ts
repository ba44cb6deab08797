import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { profileFolder, testClock } from '../../../../tests/support/desk-core.ts';
import { findMigrations, readMigrations } from '../db/migrate.ts';
import type { Kept } from '../outbox/kept.ts';
import { openProfileOutbox } from '../outbox/open-outbox.ts';
import { createTries } from './tries.ts';

const TYPED = 'My Secret Phrase';

/** Values of the area `desk`, in memory. */
function keptInMemory() {
  const values = new Map<string, unknown>();
  const kept = {
    get: (_area, _owner, name) => values.get(name),
    set: (_area, _owner, name, value) => void values.set(name, value),
    remove: (_area, _owner, name) => void values.delete(name),
    list: () => [...values].map(([name, value]) => ({ name, value })),
  } satisfies Partial<Kept> as Partial<Kept> as Kept;
  const names = () => [...values.keys()].filter((name) => name.startsWith('tries:'));
  return { kept, values, names };
}

function wrongTimes(tries: ReturnType<typeof createTries>, name: string, count: number) {
  for (let done = 0; done < count; done += 1) tries.wrong(name);
}

describe('what was typed as a login', () => {
  it('is kept as a keyed hash, which is known again after a restart', () => {
    const clock = testClock();
    const { kept, values } = keptInMemory();
    wrongTimes(createTries(kept, clock), TYPED, 5);
    expect(JSON.stringify([...values]).toLowerCase()).not.toContain('secret');
    const again = createTries(kept, clock);
    expect(again.refusal(TYPED)).toMatchObject({ code: 'wait', facts: { seconds: 30 } });
    expect(again.refusal(` ${TYPED.toUpperCase()} `)).toMatchObject({ code: 'wait' });
    expect(again.refusal('another')).toBeNull();
  });

  it('has another hash on another desk', () => {
    const [one, two] = [keptInMemory(), keptInMemory()];
    for (const { kept } of [one, two]) createTries(kept, testClock()).wrong(TYPED);
    expect(one.names()).not.toEqual(two.names());
  });

  it('is forgotten an hour after its last wait, also by a desk that starts then', () => {
    const clock = testClock();
    const { kept, names } = keptInMemory();
    const tries = createTries(kept, clock);
    wrongTimes(tries, TYPED, 5);
    clock.forward(60.4);
    tries.wrong('another');
    expect(names()).toHaveLength(2);
    clock.forward(0.2);
    tries.wrong('another');
    expect(names()).toHaveLength(1);
    // The count begins anew.
    wrongTimes(tries, TYPED, 4);
    expect(tries.refusal(TYPED)).toBeNull();
    clock.forward(61);
    createTries(kept, clock);
    expect(names()).toEqual([]);
  });

  it('goes from a file in which an earlier version left it as it was', () => {
    const folder = profileFolder();
    const file = join(folder, 'outbox.db');
    const migrations = readMigrations(findMigrations(import.meta.dirname), 'outbox');
    const opened = () => openProfileOutbox(file, migrations, testClock().now()).outbox;
    const before = opened();
    before.kept.set('desk', '', 'tries:my secret phrase', { wrong: 1, until: 0 });
    before.close();
    expect(readFileSync(file).includes('secret')).toBe(true);
    const after = opened();
    createTries(after.kept, testClock());
    after.close();
    expect(readFileSync(file).includes('secret')).toBe(false);
    rmSync(folder, { recursive: true, force: true });
  });
});
