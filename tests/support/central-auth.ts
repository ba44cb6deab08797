// Sign-in of the service over a store in memory and the model library, with a clock that the test moves.

import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Passwords } from '../../src/node/passwords.ts';
import { authWith } from '../../src/central/auth/create-auth.ts';
import type { Auth } from '../../src/central/auth/auth-port.ts';
import { hasFailed } from '../../src/central/failure.ts';
import type { Failure } from '../../src/central/failure.ts';
import type { Lane } from '../../src/central/lane/lane-port.ts';
import type { DeskRow } from '../../src/central/store/auth-port.ts';
import { openSqliteStore } from '../../src/central/store/sqlite/sqlite-store.ts';
import { instantOf, millis } from '../../src/shared/lib/time.ts';
import type { EnrollBody } from '../../src/shared/sync/entry.ts';
import { START, modelEnv, modelLibrary } from './model-library.ts';

/** Password of every account of the scene. */
export const SECRET = 'correct horse';
const REAL_START = '2026-01-05T09:00:00.000Z';
const CODE_SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Hashes that cost nothing, with a count of how often one was compared. */
export function cheapPasswords() {
  const made = (password: string) => `plain$${sha256(password)}`;
  const passwords: Passwords & { compared: number } = {
    compared: 0,
    hash: async (password) => made(password),
    async matches(verifier, password) {
      passwords.compared += 1;
      // As with real hashes, others get their turn in between.
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      return verifier !== undefined && verifier === made(password);
    },
  };
  return passwords;
}

/** Numbers that only look random, so that a failing test repeats itself. */
export function chanceOf(seed: string) {
  let count = 0;
  const random = (bytes: number) => {
    count += 1;
    const parts = Array.from({ length: Math.ceil(bytes / 32) }, (_, index) =>
      createHash('sha256').update(`${seed} ${count} ${index}`).digest(),
    );
    return Uint8Array.from(Buffer.concat(parts).subarray(0, bytes));
  };
  const newCode = (length: number) =>
    Array.from(random(length), (byte) => CODE_SIGNS[byte % CODE_SIGNS.length]).join('');
  return { random, newCode };
}

/** A value, or an error where the answer is a failure. */
export function mustBe<T extends object>(answer: T | Failure): T {
  if (hasFailed(answer)) throw new Error(`${answer.status} ${answer.body.code}`);
  return answer;
}

/** Status and code of a failure; a test that expects one fails where there is none. */
export function failedWith(answer: object): string {
  if (!hasFailed(answer)) throw new Error(`no failure: ${JSON.stringify(answer)}`);
  return `${answer.status} ${answer.body.code}`;
}

/** A machine with a key of its own. */
export function machineOf(serial: number, keys = generateKeyPairSync('ed25519')) {
  const jwk = keys.publicKey.export({ format: 'jwk' });
  const id = `00000000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
  return { id, publicKey: String(jwk.x), key: keys.privateKey };
}
/** A machine that may become a desk. */
export type Machine = ReturnType<typeof machineOf>;

/** The signature over a challenge. */
export function signed(challenge: string, key: KeyObject): string {
  return sign(null, Buffer.from(`shutai-desk/${challenge}`), key).toString('base64url');
}

/** Signs in as a desk. */
export async function deskIn(auth: Auth, machine: Machine, from = '10.0.0.9') {
  const { challenge } = await auth.challenge({ desk: machine.id });
  const signature = signed(challenge, machine.key);
  return auth.deskSession({ desk: machine.id, challenge, signature }, from);
}

function modelLane(): { lane: Lane; world: ReturnType<typeof modelLibrary> } {
  const world = modelLibrary();
  const no = () => Promise.reject(new Error('this lane only looks'));
  const lane: Lane = {
    push: no,
    run: no,
    look: (work) => work(world, modelEnv),
    now: () => START,
    onCommit: () => () => undefined,
    close: async () => undefined,
  };
  return { lane, world };
}

/** Puts it all together; `demo` gives readers their first PIN. */
export async function authScene({ demo = false, passwords = cheapPasswords() } = {}) {
  let now = REAL_START;
  const clock = { now: () => now };
  const store = openSqliteStore({ file: ':memory:', stream: 'library', clock });
  const { lane, world } = modelLane();
  const log: string[] = [];
  const info = {
    epoch: 'epoch-1',
    baseId: 'base-1',
    cardKey: 'card key',
    demo,
    clockOffset: null,
    library: { zh: '图书馆', en: 'Library' },
    primary: true,
  };
  let ids = 0;
  const parts = {
    store,
    lane,
    clock,
    newId: () => `id-${(ids += 1)}`,
    info: () => info,
    log: (line: string) => void log.push(line),
  };
  const start = (seed: string) => authWith({ ...chanceOf(seed), passwords })(parts);
  const auth = start('one');
  const phc = await passwords.hash(SECRET);
  for (const staff of world.all('staff')) {
    await store.auth.setCredential('staff', staff.id, phc, false, now);
  }
  let machines = 0;
  const enrolBody = (machine: Machine, code: string, set: Partial<EnrollBody> = {}) => ({
    code,
    publicKey: machine.publicKey,
    desk: machine.id,
    name: 'Front desk',
    baseId: 'base-1',
    madeAlone: 0,
    ...set,
  });
  return {
    auth,
    /** Another process of the same service. */
    another: () => start('two'),
    store,
    lane,
    info: () => info,
    world,
    log,
    passwords,
    now: () => now,
    wait(seconds: number) {
      now = instantOf(millis(now) + seconds * 1000);
    },
    machine: () => machineOf((machines += 1)),
    enrolBody,
    /** A machine that has become a desk of the campus. */
    async desk(campus = 'north'): Promise<{ machine: Machine; row: DeskRow }> {
      const machine = machineOf((machines += 1));
      const { code } = await auth.consoleCode(campus);
      mustBe(await auth.enroll(enrolBody(machine, code), '10.0.0.9'));
      const row = await store.reads.desk(machine.id);
      if (!row) throw new Error('no desk');
      return { machine, row };
    },
    audit: () => store.auth.auditLines(1000, null),
  };
}
/** A scene of sign-in. */
export type AuthScene = Awaited<ReturnType<typeof authScene>>;
