import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReplicaDesk } from '../../../../tests/support/replica-desk.ts';
import type { ReplicaDesk } from '../../../../tests/support/replica-desk.ts';
import { profileFolder } from '../../../../tests/support/desk-core.ts';

let folder: string;
let desk: ReplicaDesk;
beforeEach(async () => {
  folder = profileFolder();
  desk = await openReplicaDesk({ folder });
});
afterEach(() => {
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a replica whose exchange fails', () => {
  it('is opened again as soon as the disk lets it, and whoever has to catch up hears of it', () => {
    const { store } = desk;
    let heard = 0;
    store.whenReopened(() => (heard += 1));
    const full = () => {
      throw Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' });
    };
    expect(() => store.exchange(full)).toThrow('disk full');
    expect(desk.rows('copy').length).toBeGreaterThan(0);
    expect(store.settings()).toBeDefined();
    expect(heard).toBe(1);
    expect(desk.rows('copy').length).toBeGreaterThan(0);
    expect(heard).toBe(1);
  });
});
