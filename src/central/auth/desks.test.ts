import { describe, expect, it } from 'vitest';
import {
  authScene,
  deskIn,
  failedWith,
  machineOf,
  mustBe,
  signed,
} from '../../../tests/support/central-auth.ts';

const FROM = '10.0.0.9';

describe('enrolment', () => {
  it('takes a code once, whatever way it is typed', async () => {
    const { auth, machine, enrolBody, store } = await authScene();
    const { code } = await auth.consoleCode('south');
    const typed = ` ${code.toLowerCase().replace('-', ' ')} `;
    const first = mustBe(await auth.enroll(enrolBody(machine(), typed), FROM));
    expect(first).toMatchObject({
      deskCode: 'D1',
      campus: 'south',
      epoch: 'epoch-1',
      baseId: 'base-1',
    });
    expect(failedWith(await auth.enroll(enrolBody(machine(), code), FROM))).toBe(
      '403 bad_enroll_code',
    );
    expect((await store.reads.desks()).map((desk) => desk.code)).toEqual(['D1']);
  });

  it('lets two machines have one code only once when both come at the same moment', async () => {
    const { auth, machine, enrolBody } = await authScene();
    const { code } = await auth.consoleCode('north');
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => auth.enroll(enrolBody(machine(), code), FROM)),
    );
    expect(answers.filter((answer) => !('failed' in answer))).toHaveLength(1);
  });

  it('numbers desks that come at the same moment without a double', async () => {
    const { auth, machine, enrolBody, store } = await authScene();
    const codes = await Promise.all(Array.from({ length: 5 }, () => auth.consoleCode('north')));
    await Promise.all(codes.map(({ code }) => auth.enroll(enrolBody(machine(), code), FROM)));
    const numbers = (await store.reads.desks()).map((desk) => desk.code).toSorted();
    expect(numbers).toEqual(['D1', 'D2', 'D3', 'D4', 'D5']);
  });

  it('says that a desk is known and leaves the code for another', async () => {
    const scene = await authScene();
    const { machine } = await scene.desk();
    const { code } = await scene.auth.consoleCode('north');
    const again = await scene.auth.enroll(scene.enrolBody(machine, code), FROM);
    expect(failedWith(again)).toBe('409 desk_known');
    mustBe(await scene.auth.enroll(scene.enrolBody(scene.machine(), code), FROM));
  });

  it('vouches for what was done alone on the same base, and takes no other base', async () => {
    const { auth, machine, enrolBody, store } = await authScene();
    const { code } = await auth.consoleCode('north');
    const other = enrolBody(machine(), code, { baseId: 'base-2', madeAlone: 7 });
    expect(failedWith(await auth.enroll(other, FROM))).toBe('409 base_differs');
    const same = machine();
    mustBe(await auth.enroll(enrolBody(same, code, { madeAlone: 7 }), FROM));
    expect(await store.reads.desk(same.id)).toMatchObject({ vouched: 7, last: 0 });
    const fresh = machine();
    const next = await auth.consoleCode('north');
    mustBe(await auth.enroll(enrolBody(fresh, next.code, { baseId: null, madeAlone: 7 }), FROM));
    expect(await store.reads.desk(fresh.id)).toMatchObject({ vouched: 0 });
  });

  it('vouches for so many actions at most, and notes what the desk said', async () => {
    const { auth, machine, enrolBody, store, audit } = await authScene();
    const { code } = await auth.consoleCode('north');
    const boasting = machine();
    mustBe(await auth.enroll(enrolBody(boasting, code, { madeAlone: 9e15 }), FROM));
    const row = await store.reads.desk(boasting.id);
    expect(row).toMatchObject({ vouched: 100_000 });
    const [line] = await audit();
    expect(line).toMatchObject({ what: 'enroll', facts: { madeAlone: 9e15, vouched: 100_000 } });
    if (!row) throw new Error('no desk');
    const again = await auth.enrollAgain(row, { baseId: 'base-1', madeAlone: 9e15 });
    expect(again).toMatchObject({ deskCode: 'D1' });
    expect(await store.reads.desk(boasting.id)).toMatchObject({ vouched: 100_000 });
  });

  it('ends an administrator’s code after ten minutes and one of the console after a day', async () => {
    const scene = await authScene();
    const boss = await scene.world.get('staff', 'boss');
    if (!boss) throw new Error('nobody');
    const short = mustBe(await scene.auth.enrollCode(boss, 'north'));
    const long = await scene.auth.consoleCode('north');
    scene.wait(601);
    const late = await scene.auth.enroll(scene.enrolBody(scene.machine(), short.code), FROM);
    expect(failedWith(late)).toBe('403 bad_enroll_code');
    scene.wait(86_400 - 602);
    mustBe(await scene.auth.enroll(scene.enrolBody(scene.machine(), long.code), FROM));
  });

  it('gives codes to administrators only, and only for a campus', async () => {
    const { auth, world } = await authScene();
    const [boss, other] = [await world.get('staff', 'boss'), await world.get('staff', 'desk-a')];
    if (!boss || !other) throw new Error('nobody');
    expect(failedWith(await auth.enrollCode(other, 'north'))).toBe('403 forbidden');
    expect(failedWith(await auth.enrollCode(boss, 'n-desk'))).toBe('404 not_found');
  });

  it('lets nobody guess codes', async () => {
    const scene = await authScene();
    const guess = () => scene.auth.enroll(scene.enrolBody(scene.machine(), 'WRONG-CODE1'), FROM);
    for (let count = 0; count < 5; count += 1) {
      expect(failedWith(await guess())).toBe('403 bad_enroll_code');
    }
    const { code } = await scene.auth.consoleCode('north');
    const body = scene.enrolBody(scene.machine(), code);
    expect(failedWith(await scene.auth.enroll(body, FROM))).toBe('429 wait');
    mustBe(await scene.auth.enroll(body, '10.0.0.10'));
  });
});

describe('a desk signs in', () => {
  it('with its key, for a quarter of an hour', async () => {
    const scene = await authScene();
    const { machine } = await scene.desk();
    const tokens = mustBe(await deskIn(scene.auth, machine));
    expect(tokens).toMatchObject({
      expiresIn: 900,
      endsIn: 43_200,
      campus: 'north',
      epoch: 'epoch-1',
    });
    expect(await scene.auth.who(tokens.token)).toMatchObject({
      kind: 'desk',
      desk: { id: machine.id },
    });
    scene.wait(899);
    expect(await scene.auth.who(tokens.token)).toMatchObject({ kind: 'desk' });
    scene.wait(1);
    expect(failedWith(await scene.auth.who(tokens.token))).toBe('401 token_expired');
  });

  it('at any process, with a challenge of another', async () => {
    const scene = await authScene();
    const { machine } = await scene.desk();
    const { challenge } = await scene.auth.challenge({ desk: machine.id });
    const signature = signed(challenge, machine.key);
    const body = { desk: machine.id, challenge, signature };
    const tokens = mustBe(await scene.another().deskSession(body, FROM));
    expect(await scene.auth.who(tokens.token)).toMatchObject({ kind: 'desk' });
    // The same answer a second time is a replay, wherever it arrives.
    expect(failedWith(await scene.auth.deskSession(body, FROM))).toBe('401 bad_challenge');
    expect(failedWith(await scene.another().deskSession(body, FROM))).toBe('401 bad_challenge');
  });

  it('not with a challenge that is old, of another desk, or made up', async () => {
    const scene = await authScene();
    const { machine } = await scene.desk();
    const other = (await scene.desk()).machine;
    const answer = (challenge: string, by = machine) =>
      scene.auth.deskSession(
        { desk: by.id, challenge, signature: signed(challenge, by.key) },
        FROM,
      );
    const { challenge } = await scene.auth.challenge({ desk: machine.id });
    expect(failedWith(await answer(challenge, other))).toBe('401 bad_challenge');
    expect(failedWith(await answer(`${challenge.slice(0, -2)}AA`))).toBe('401 bad_challenge');
    expect(failedWith(await answer(''))).toBe('401 bad_challenge');
    scene.wait(60);
    expect(failedWith(await answer(challenge))).toBe('401 bad_challenge');
  });

  it('not with another key, nor when it is unknown', async () => {
    const scene = await authScene();
    const { machine } = await scene.desk();
    const thief = { ...machineOf(99), id: machine.id };
    expect(failedWith(await deskIn(scene.auth, thief))).toBe('401 bad_signature');
    expect(failedWith(await deskIn(scene.auth, machineOf(77)))).toBe('401 unknown_desk');
    const { challenge } = await scene.auth.challenge({ desk: machine.id });
    const body = { desk: machine.id, challenge, signature: 'no signature' };
    expect(failedWith(await scene.auth.deskSession(body, FROM))).toBe('401 bad_signature');
  });

  it('is out at once when it is revoked', async () => {
    const scene = await authScene();
    const { machine, row } = await scene.desk();
    const desk = mustBe(await deskIn(scene.auth, machine));
    const boss = mustBe(
      await scene.auth.personSession(row, { login: 'boss', password: 'correct horse' }, FROM),
    );
    const who = mustBe(await scene.auth.who(boss.token));
    if (who.kind !== 'staff') throw new Error('not staff');
    const other = (await scene.desk()).machine;
    expect(failedWith(await scene.auth.revokeDesk(who.staff, 'nobody'))).toBe('404 not_found');
    expect(await scene.auth.revokeDesk(who.staff, other.id)).toEqual({ ok: true });
    expect(failedWith(await deskIn(scene.auth, other))).toBe('403 desk_revoked');
    expect(await scene.auth.revokeDesk(who.staff, machine.id)).toEqual({ ok: true });
    for (const token of [desk.token, boss.token]) {
      expect(failedWith(await scene.auth.who(token))).toBe('403 desk_revoked');
    }
    expect(failedWith(await scene.auth.refresh(boss.refresh))).toBe('403 desk_revoked');
  });
});

describe('a cloned desk', () => {
  it('is vouched for as far and as long as the desk that it was', async () => {
    const scene = await authScene();
    const { code } = await scene.auth.consoleCode('north');
    const machine = scene.machine();
    mustBe(await scene.auth.enroll(scene.enrolBody(machine, code, { madeAlone: 7 }), FROM));
    const forked = async () => {
      const row = await scene.store.reads.desk(machine.id);
      if (!row) throw new Error('no desk');
      const fresh = scene.machine();
      mustBe(await scene.auth.forkDesk(row, { desk: fresh.id, publicKey: fresh.publicKey }));
      return { row, made: await scene.store.reads.desk(fresh.id) };
    };
    scene.wait(23 * 3600);
    const { row, made } = await forked();
    expect(made).toMatchObject({ vouched: 7, enrolledOn: row.enrolledOn });
    scene.wait(3600);
    expect((await forked()).made).toMatchObject({ vouched: 0 });
  });

  it('takes an id of its own, once, with those who had signed in there', async () => {
    const scene = await authScene();
    const { row } = await scene.desk();
    await scene.store.auth.addStaffOfDesk(row.id, 'desk-a', scene.now());
    const fresh = scene.machine();
    const body = { desk: fresh.id, publicKey: fresh.publicKey };
    const forked = mustBe(await scene.auth.forkDesk(row, body));
    expect(forked).toEqual({ desk: fresh.id, deskCode: 'D2', campus: 'north' });
    expect(await scene.store.reads.staffOfDesk(fresh.id)).toEqual(['desk-a']);
    expect(mustBe(await scene.auth.forkDesk(row, body))).toEqual(forked);
    const stranger = { desk: fresh.id, publicKey: scene.machine().publicKey };
    expect(failedWith(await scene.auth.forkDesk(row, stranger))).toBe('409 desk_known');
    mustBe(await deskIn(scene.auth, fresh));
  });
});
