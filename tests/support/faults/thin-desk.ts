// A desk that is nothing but calls: it joins, proves who it is, pushes and pulls, and keeps nothing but what it was told.

import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { connectCentral } from '../../../src/main/host/central-client.ts';
import type { CentralAnswer, CentralCall } from '../../../src/main/desk/sync/central-port.ts';
import { uuidv7 } from '../../../src/shared/lib/ids.ts';
import type { Command } from '../../../src/shared/queues/command.ts';
import { GENESIS, pullAnswer, pushAnswer } from '../../../src/shared/sync/protocol.ts';
import type { Cursor, LogRow, PushAnswer } from '../../../src/shared/sync/protocol.ts';
import { deskSessionAnswer, enrollAnswer } from '../../../src/shared/sync/entry.ts';

/** It. */
export interface ThinDesk {
  id: string;
  epoch: string;
  token(): string;
  call(call: CentralCall): Promise<CentralAnswer>;
  /** Another address of the same service. */
  at(port: number): void;
  signIn(): Promise<void>;
  push(commands: readonly Command[]): Promise<PushAnswer>;
  /** Everything after a cursor. */
  readOn(from: Cursor): Promise<LogRow[]>;
}

function keyPair() {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x } = privateKey.export({ format: 'jwk' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { publicKey: x ?? '', key: createPrivateKey(pem) };
}

/** The body of an answer that must be 200. */
export function bodyOf({ status, body }: CentralAnswer): unknown {
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

/** Joins with a one-time code. */
export async function thinDesk(port: number, code: string, name = 'thin'): Promise<ThinDesk> {
  let central = connectCentral(`http://127.0.0.1:${port}`);
  const { publicKey, key } = keyPair();
  let token = '';
  const post = (path: string, body: unknown) => central.call({ method: 'POST', path, body });
  const joined = await post('/v1/enroll', {
    code,
    publicKey,
    desk: randomUUID(),
    name,
    baseId: null,
    madeAlone: 0,
  });
  const { desk: id, epoch } = enrollAnswer.parse(bodyOf(joined));
  const call = (asked: CentralCall) => central.call({ token, ...asked });
  const signIn = async () => {
    const opened = await post('/v1/session/challenge', { desk: id });
    const { challenge } = bodyOf(opened) as { challenge: string };
    const signature = sign(null, Buffer.from(`shutai-desk/${challenge}`), key);
    const body = { desk: id, challenge, signature: signature.toString('base64url') };
    ({ token } = deskSessionAnswer.parse(bodyOf(await post('/v1/session', body))));
  };
  await signIn();
  return {
    id,
    epoch,
    token: () => token,
    call,
    at: (other) => void (central = connectCentral(`http://127.0.0.1:${other}`)),
    signIn,
    async push(commands) {
      const body = { epoch, from: commands[0]?.cseq ?? 1, commands };
      return pushAnswer.parse(bodyOf(await call({ method: 'POST', path: '/v1/push', body })));
    },
    async readOn(from) {
      const rows: LogRow[] = [];
      let cursor = from;
      for (;;) {
        const query = { epoch, seq: cursor.seq, h: cursor.hash, limit: 1000 };
        const page = pullAnswer.parse(
          bodyOf(await call({ method: 'GET', path: '/v1/pull', query })),
        );
        rows.push(...page.rows);
        cursor = page.through;
        if (!page.more) return rows;
      }
    },
  };
}

/** Where a log begins. */
export const BEGINNING: Cursor = { seq: 0, hash: GENESIS };

/** Something harmless that a desk can always do: a copy is seen at its service point. */
export function sighting(desk: string, cseq: number): Command {
  return {
    id: uuidv7(Date.now(), randomBytes(10)),
    desk,
    point: 'n-desk',
    cseq,
    actor: 'desk-a',
    type: 'copy.sighting',
    v: 1,
    entity: `c${1 + (cseq % 5)}`,
    expectHead: null,
    input: {},
    at: new Date().toISOString(),
  };
}
