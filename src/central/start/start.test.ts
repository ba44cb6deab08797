import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deskIn, failedWith, machineOf, mustBe } from '../../../tests/support/central-auth.ts';
import { terminal } from '../../../tests/support/central-means.ts';

const codeIn = (lines: readonly string[]) =>
  lines
    .findLast((line) => line.includes('one new desk'))
    ?.match(/: ([A-Z2-9]{5}-[A-Z2-9]{5})$/u)?.[1] ?? '';

const enrolBody = (serial: number, code: string) => {
  const { id, publicKey } = machineOf(serial);
  return { code, desk: id, publicKey, name: 'Desk', baseId: null, madeAlone: 0 };
};

describe('serving', () => {
  it('makes a new library, prints its address and a code that works, and stops whole', async () => {
    const term = terminal();
    const running = await term.serving('--data d');
    const text = term.printed.join('\n');
    expect(text).toContain(running.address);
    expect(text).toContain(join(term.folder, 'd/service.db'));
    expect(text).not.toContain('first administrator');
    const port = readFileSync(join(term.folder, 'd/port'), 'utf8');
    expect(port).toBe(new URL(running.address).port);
    expect(statSync(join(term.folder, 'd')).mode & 0o777).toBe(0o700);
    expect(statSync(join(term.folder, 'd/service.db')).mode & 0o777).toBe(0o600);
    const machine = machineOf(1);
    const answer = await fetch(`${running.address}/v1/enroll`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...enrolBody(1, codeIn(term.printed)),
        desk: machine.id,
        publicKey: machine.publicKey,
      }),
    });
    expect(await answer.json()).toMatchObject({ deskCode: 'D1', campus: 'north' });
    const tokens = mustBe(await deskIn(running.service.auth, machine));
    expect(tokens.expiresIn).toBe(900);
    await running.stop();
    // A service with a desk prints no code of its own any more.
    const again = terminal(term.folder);
    await again.serving('--data d');
    expect(codeIn(again.printed)).toBe('');
  });

  it('prints the first administrator’s code for an empty library', async () => {
    const term = terminal();
    await term.serving('--data d --empty');
    expect(term.printed.join('\n')).toMatch(/first administrator: [A-Z2-9]{5}-[A-Z2-9]{5}/u);
  });

  it('is done by one process a file, and says so', async () => {
    const term = terminal();
    const running = await term.serving('--data d');
    const other = terminal(term.folder);
    await expect(other.serving('--data d')).rejects.toThrow(
      /^Another service already runs on .*service\.db/u,
    );
    await running.stop();
    await other.serving('--data d');
    expect(other.printed.length).toBeGreaterThan(0);
  });

  it('keeps to the library that is there', async () => {
    const term = terminal();
    const running = await term.serving('--data d --seed 5');
    const { baseId } = running.service.info();
    await running.stop();
    const plain = await term.serving('--data d');
    expect(plain.service.info().baseId).toBe(baseId);
    await plain.stop();
    await expect(term.serving('--data d --empty')).rejects.toThrow('already holds another library');
    await expect(term.serving('--data d --seed 6')).rejects.toThrow(
      'already holds another library',
    );
  });

  it('serves several libraries from one file, one at a time', async () => {
    const term = terminal();
    const first = await term.serving('--data d --library county');
    await first.stop();
    const second = await term.serving('--data d --library town --empty');
    expect(second.service.info().demo).toBe(false);
  });

  it('does not listen unencrypted where others can hear it', async () => {
    const term = terminal();
    await expect(term.serving('--data d --host 0.0.0.0')).rejects.toThrow('unencrypted');
    expect(existsSync(join(term.folder, 'd'))).toBe(false);
  });

  it('says that a port is taken', async () => {
    const term = terminal();
    const running = await term.serving('--data d');
    const port = new URL(running.address).port;
    const other = terminal();
    await expect(other.once(`--data e --port ${port}`)).rejects.toThrow(`Port ${port} is taken`);
  });

  it('begins a new epoch after a backup was put back', async () => {
    const term = terminal();
    const running = await term.serving('--data d');
    const { epoch } = running.service.info();
    await running.stop();
    const restored = await term.serving('--data d --restored');
    expect(restored.service.info().epoch).not.toBe(epoch);
  });

  it('takes a code that whoever starts both chose, in the demonstration only', async () => {
    const term = terminal();
    const { service, stop } = await term.serving('--data d --first-code ABCD2345');
    expect(codeIn(term.printed)).toBe('');
    expect(mustBe(await service.auth.enroll(enrolBody(1, 'ABCD2345'), 'here')).deskCode).toBe('D1');
    await stop();
    const again = await term.serving('--data d --first-code ABCD2345');
    const used = await again.service.auth.enroll(enrolBody(2, 'ABCD2345'), 'here');
    expect(failedWith(used)).toBe('403 bad_enroll_code');
    const real = terminal();
    await expect(real.serving('--data d --empty --first-code ABCD2345')).rejects.toThrow(
      'for the demonstration',
    );
  });
});

describe('once', () => {
  it('gives a code beside the running service', async () => {
    const term = terminal();
    const running = await term.serving('--data d');
    const beside = terminal(term.folder);
    expect(await beside.once('--data d --enroll-code south')).toBe(0);
    const joined = await running.service.auth.enroll(enrolBody(1, codeIn(beside.printed)), 'here');
    expect(mustBe(joined).campus).toBe('south');
    await expect(beside.once('--data d --enroll-code west')).rejects.toThrow(
      'There is no campus "west". The campuses are: NORTH, SOUTH.',
    );
  });

  it('erases a reader beside the running service, by card or id, and says what came of it', async () => {
    const term = terminal();
    const running = await term.serving('--data d');
    const beside = terminal(term.folder);
    expect(await beside.once('--data d --erase-reader 1800000001')).toBe(0);
    expect(beside.printed.at(-1)).toMatch(/^The reader is erased: 0 requests/u);
    const { lane, store } = running.service;
    const shown = await lane.look((world) => world.get('reader', 'reader-1'));
    expect(shown).toMatchObject({ nameMasked: '—', cardHash: '' });
    expect(await lane.look((world) => world.get('private', 'reader-1'))).toBeUndefined();
    const trail = await store.auth.auditLines(9, null);
    expect(trail).toContainEqual(expect.objectContaining({ what: 'erase_reader', who: 'system' }));
    expect(await beside.once('--data d --erase-reader 1800000001')).toBe(1);
    expect(await beside.once('--data d --erase-reader reader-1')).toBe(0);
    expect(await beside.once('--data d --verify')).toBe(0);
  });

  it('moves a library into another store', async () => {
    const term = terminal();
    const running = await term.serving('--data d');
    const { epoch, cardKey } = running.service.info();
    expect(await term.once('--data d --export out.zst')).toBe(0);
    await running.stop();
    expect(statSync(join(term.folder, 'out.zst')).mode & 0o777).toBe(0o600);
    expect(await term.once('--data e --import out.zst')).toBe(0);
    const moved = await term.serving('--data e');
    expect(moved.service.info()).toMatchObject({ epoch, cardKey });
    await moved.stop();
    await expect(term.once('--data e --import out.zst')).rejects.toThrow(/./u);
  });

  it('takes no file that is missing, cut off or another’s', async () => {
    const term = terminal();
    await (await term.serving('--data d')).stop();
    await term.once('--data d --export out.zst');
    const whole = readFileSync(join(term.folder, 'out.zst'));
    writeFileSync(join(term.folder, 'cut.zst'), whole.subarray(0, whole.length - 200));
    writeFileSync(join(term.folder, 'other.zst'), 'a letter');
    await expect(term.once('--data e --import none.zst')).rejects.toThrow('There is no file');
    await expect(term.once('--data e --import cut.zst')).rejects.toThrow('to its end');
    await expect(term.once('--data e --import other.zst')).rejects.toThrow('to its end');
    // Nothing of them is left.
    expect(await term.once('--data e --import out.zst')).toBe(0);
  });

  it('verifies the log, and needs a library for it', async () => {
    const term = terminal();
    await expect(term.once('--data d --verify')).rejects.toThrow('There is no library in');
    await (await term.serving('--data d')).stop();
    expect(await term.once('--data d --verify')).toBe(0);
    expect(term.printed.at(-1)).toMatch(/^The log is whole: 0 rows/u);
  });
});
