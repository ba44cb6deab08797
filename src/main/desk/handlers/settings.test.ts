// What of the library's settings somebody who works for a bookseller alone gets over the port.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDesk } from '../../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../../tests/support/desk-core.ts';
import { modelBase } from '../../../../tests/support/model-base.ts';
import type { Base } from '../../../node/base.ts';

/** The model library with a second bookseller. */
function twoHouses(): Base {
  const base = modelBase();
  const name = { zh: '另一书商', en: 'Another house' };
  const other = { id: 'vendor-2', ver: 1, code: 'W', name, email: 'w@example.org', active: true };
  return {
    ...base,
    *rows() {
      yield* base.rows();
      yield { kind: 'vendor', row: other };
    },
  };
}

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk({ base: twoHouses() });
});
afterEach(() => desk.close());

const ids = async (kind: 'vendor' | 'policy' | 'fund' | 'place') =>
  (await desk.client['settings.rows']({ kind })).map((row) => String(row['id']));

describe('a bookseller', () => {
  beforeEach(() => desk.signIn('bookseller'));

  it('reads no fund, no other house and no rule of the library', async () => {
    await expect(ids('fund')).rejects.toMatchObject({ code: 'denied' });
    expect(await ids('vendor')).toEqual(['vendor']);
    const policies = await ids('policy');
    expect(policies.filter((id) => !id.startsWith('wedge.'))).toEqual([]);
    expect(policies).toContain('wedge.prefixes');
  });

  it('gets the words of its own house and of places', async () => {
    const words = await desk.client['library.words']({});
    expect(words.funds).toEqual([]);
    expect(words.vendors.map(({ id }) => id)).toEqual(['vendor']);
    expect(words.places.length).toBeGreaterThan(0);
  });
});

describe('the staff of the library', () => {
  it('reads all of them', async () => {
    await desk.signIn('desk-a');
    expect(await ids('vendor')).toEqual(['vendor', 'vendor-2']);
    expect((await ids('fund')).length).toBeGreaterThan(0);
    expect(await ids('policy')).toContain('claim.desk_minutes');
    const words = await desk.client['library.words']({});
    expect(words.vendors).toHaveLength(2);
  });
});
