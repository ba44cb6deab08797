// Contract of who may come in: a code and a refresh are used once, whoever comes first.

import { expect, it } from 'vitest';
import type { Open } from '../contract.ts';
import type { Store } from '../port.ts';
import { at, deskOf, sessionOf } from './things.ts';

const code = { hash: 'h1', campus: 'north', madeBy: 'staff-1', expiresOn: at(10) };

function enrolment(open: Open): void {
  it('makes one desk of a code under a race, and a desk code of its own for each', async () => {
    const { store, other } = await open();
    await store.auth.addEnrollCode(code);
    const enroll = (where: Store, hash: string, id: string) =>
      where.auth.enroll(hash, at(1), (campus, desks) => deskOf(id, `D${desks + 1}`, campus));
    const made = await Promise.all([
      enroll(store, 'h1', 'a'),
      enroll(other, 'h1', 'b'),
      enroll(store, 'h1', 'c'),
      enroll(other, 'unknown', 'd'),
    ]);
    expect(made.filter((desk) => desk !== null)).toHaveLength(1);
    expect(await store.reads.desks()).toHaveLength(1);
    const [only] = await store.reads.desks();
    expect(await store.reads.desks(['unknown', only?.id ?? ''])).toEqual([only]);
    expect(await store.reads.desks([])).toEqual([]);
    const codes = ['h2', 'h3', 'h4', 'h5'];
    for (const hash of codes) await store.auth.addEnrollCode({ ...code, hash });
    await Promise.all(codes.map((hash, index) => enroll(index % 2 ? store : other, hash, hash)));
    const desks = await other.reads.desks();
    expect(desks.map((desk) => desk.code).toSorted()).toEqual(['D1', 'D2', 'D3', 'D4', 'D5']);
    expect(desks.every((desk) => desk.campus === 'north')).toBe(true);
  });

  it('takes no code that is over, and keeps one whose desk could not be made', async () => {
    const { store } = await open();
    await store.auth.addEnrollCode(code);
    expect(await store.auth.enroll('h1', at(10), () => deskOf('a', 'D1'))).toBeNull();
    const broken = store.auth.enroll('h1', at(1), () => {
      throw new Error('no such campus');
    });
    await expect(broken).rejects.toThrow('no such campus');
    expect(await store.auth.enroll('h1', at(1), () => deskOf('a', 'D1'))).toMatchObject({
      id: 'a',
    });
    await store.auth.addEnrollCode({ ...code, hash: 'h2' });
    const twice = store.auth.enroll('h2', at(1), () => deskOf('a', 'D2'));
    await expect(twice).rejects.toThrow(/unique/iu);
  });

  it('changes desks and remembers who signed in there', async () => {
    const { store } = await open();
    await store.auth.addEnrollCode(code);
    await store.auth.enroll('h1', at(1), () => deskOf('a', 'D1'));
    await store.auth.setDesk({ id: 'a', seenOn: at(2) });
    await store.auth.setDesk({ id: 'a', revoked: true, name: '北门' });
    await store.auth.setDesk({ id: 'a' });
    expect(await store.reads.desk('a')).toEqual({
      ...deskOf('a', 'D1'),
      seenOn: at(2),
      revoked: true,
      name: '北门',
    });
    expect(await store.reads.desk('b')).toBeNull();
    for (const staff of ['s2', 's1', 's2']) await store.auth.addStaffOfDesk('a', staff, at(3));
    expect(await store.reads.staffOfDesk('a')).toEqual(['s1', 's2']);
    expect(await store.reads.staffOfDesk('b')).toEqual([]);
  });
}

function sessions(open: Open): void {
  it('takes a session id once, and finds a session by either token', async () => {
    const { store } = await open();
    expect(await store.auth.addSession(sessionOf('s1'))).toBe(true);
    const same = { ...sessionOf('s2'), id: 's1' };
    expect(await store.auth.addSession(same)).toBe(false);
    expect(await store.auth.sessionByToken('token-of-s1')).toEqual(sessionOf('s1'));
    expect(await store.auth.sessionByRefresh('refresh-of-s1')).toEqual(sessionOf('s1'));
    expect(await store.auth.sessionByToken('refresh-of-s1')).toBeNull();
  });

  it('exchanges tokens once under a race', async () => {
    const { store, other } = await open();
    await store.auth.addSession(sessionOf('s1'));
    const next = (n: number) => ({ tokenHash: `t${n}`, refreshHash: `r${n}`, expiresOn: at(30) });
    const won = await Promise.all(
      [store, other, store, other].map((each, n) =>
        each.auth.refreshSession('s1', 'refresh-of-s1', next(n)),
      ),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    const winner = won.indexOf(true);
    expect(await store.auth.sessionByToken(`t${winner}`)).toMatchObject({ expiresOn: at(30) });
    expect(await store.auth.sessionByToken('token-of-s1')).toBeNull();
    await store.auth.revokeSession('s1');
    expect(await store.auth.refreshSession('s1', `r${winner}`, next(9))).toBe(false);
  });

  it('ends every session of an owner but the named one', async () => {
    const { store } = await open();
    for (const id of ['s1', 's2', 's3']) await store.auth.addSession(sessionOf(id));
    await store.auth.addSession(sessionOf('s4', { owner: 'staff-2' }));
    await store.auth.addSession(sessionOf('s5', { kind: 'reader' }));
    await store.auth.revokeOwner('staff', 'staff-1', 's2');
    const revoked = async (id: string) =>
      (await store.auth.sessionByToken(`token-of-${id}`))?.revoked;
    const all = await Promise.all(['s1', 's2', 's3', 's4', 's5'].map(revoked));
    expect(all).toEqual([true, false, true, false, false]);
    await store.auth.revokeOwner('staff', 'staff-1');
    expect(await revoked('s2')).toBe(true);
  });
}

function credentials(open: Open): void {
  it('keeps the newest credential of each owner', async () => {
    const { store } = await open();
    expect(await store.auth.credential('staff', 's1')).toBeNull();
    await store.auth.setCredential('staff', 's1', 'phc-1', true, at(0));
    await store.auth.setCredential('staff', 's1', 'phc-2', false, at(1));
    await store.auth.setCredential('reader', 's1', 'phc-3', true, at(1));
    expect(await store.auth.credential('staff', 's1')).toEqual({ phc: 'phc-2', mustChange: false });
    expect(await store.auth.countCredentials('staff')).toBe(1);
    expect(await store.auth.countCredentials('vendor')).toBe(0);
  });

  it('counts tries, and forgets what is over', async () => {
    const { store } = await open();
    await store.auth.setTries('a', { wrong: 1, until: null });
    await store.auth.setTries('a', { wrong: 5, until: at(5) });
    await store.auth.setTries('b', { wrong: 2, until: at(9) });
    expect(await store.auth.tries('a')).toEqual({ wrong: 5, until: at(5) });
    await store.auth.setTries('c', { wrong: 1, until: null });
    await store.auth.setTries('c', null);
    expect(await store.auth.tries('c')).toBeNull();
    await store.auth.addSession(sessionOf('s1', { endsOn: at(5) }));
    await store.auth.addSession(sessionOf('s2', { endsOn: at(7) }));
    await store.auth.sweep(at(6));
    expect(await store.auth.tries('a')).toBeNull();
    expect(await store.auth.tries('b')).not.toBeNull();
    expect(await store.auth.sessionByToken('token-of-s1')).toBeNull();
    expect(await store.auth.sessionByToken('token-of-s2')).not.toBeNull();
  });

  it('takes any text as a name, also such as nobody has', async () => {
    const { store } = await open();
    const name = `a\0\ud800'"\\`;
    await store.auth.setTries(name, { wrong: 1, until: null });
    expect(await store.auth.tries(name)).toEqual({ wrong: 1, until: null });
    expect(await store.auth.credential('staff', name)).toBeNull();
    expect(await store.auth.sessionByToken(name)).toBeNull();
    expect(await store.reads.desk(name)).toBeNull();
    expect(await store.reads.meta(name)).toBeNull();
    await store.auth.audit({ at: at(0), what: 'x', who: name, desk: null, facts: { name } });
    expect(await store.auth.auditLines(1, null)).toMatchObject([{ what: 'x', facts: { name } }]);
    await store.jobs.add([{ key: name, kind: 'x', body: { name }, dueOn: at(0) }], at(0));
    expect(await store.jobs.get(name)).toMatchObject({ body: { name } });
  });

  it('appends to the audit trail and reads it from its end', async () => {
    const { store } = await open();
    const line = { at: at(0), what: 'sign_in', who: 's1', desk: null, facts: { tries: 2 } };
    for (const what of ['enroll', 'sign_in', 'reveal']) await store.auth.audit({ ...line, what });
    const last = await store.auth.auditLines(2, null);
    expect(last).toMatchObject([
      { ...line, what: 'reveal' },
      { ...line, what: 'sign_in' },
    ]);
    const before = await store.auth.auditLines(10, last[1]?.n ?? 0);
    expect(before).toMatchObject([{ ...line, what: 'enroll' }]);
  });
}

/** Who may come in, as the port has it. */
export function authContract(open: Open): void {
  enrolment(open);
  sessions(open);
  credentials(open);
}
