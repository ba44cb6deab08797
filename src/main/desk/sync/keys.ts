// The keys by which this desk proves who it is: its own, and the next one while it takes another id.

import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import * as z from 'zod';
import type { Kept } from '../outbox/kept.ts';

/** A key of this desk; the private half never leaves it. */
export interface DeskKey {
  /** Raw public key, base64url. */
  publicKey: string;
  /** Ed25519 signature over a text, base64url. */
  sign(text: string): string;
}

/** The keys of a profile. */
export interface DeskKeys {
  /** The key under which the service knows this desk; made and kept before it is first shown to anybody. */
  own(): Promise<DeskKey>;
  /** Another id with a key of its own, kept until `useNext`; a second call gives the same. */
  next(): Promise<{ deskId: string; key: DeskKey }>;
  /** The desk goes by that id now: its key takes the place of the old one. Does nothing for any other id. */
  useNext(deskId: string): void;
}

const storedKey = z.object({ key: z.string() });
type StoredKey = z.output<typeof storedKey>;
const nextDesk = z.object({ deskId: z.string(), key: storedKey });

const KEY = 'deskKey';
const NEXT = 'nextDesk';

function keyOf(pem: string): DeskKey {
  const privateKey = createPrivateKey(pem);
  const { x } = privateKey.export({ format: 'jwk' });
  return {
    publicKey: x ?? '',
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
  };
}

function newPem(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/**
 * Reads and keeps them in the outbox, whose file has mode 0600. No keyring of the system hides them: one profile is opened
 * by Electron and by the loopback host, and a desk that cannot read its key can hand in nothing of what was done there.
 */
export function deskKeys(kept: Kept, newId: () => string): DeskKeys {
  let open: { text: string; key: DeskKey } | null = null;
  const opened = ({ key }: StoredKey): DeskKey => {
    if (open?.text !== key) open = { text: key, key: keyOf(key) };
    return open.key;
  };
  const readNext = () => nextDesk.safeParse(kept.get('desk', '', NEXT)).data;
  return {
    async own() {
      const known = storedKey.safeParse(kept.get('desk', '', KEY)).data;
      const stored = known ?? { key: newPem() };
      if (!known) kept.set('desk', '', KEY, stored);
      return opened(stored);
    },
    async next() {
      const known = readNext();
      const { deskId, key } = known ?? { deskId: newId(), key: { key: newPem() } };
      if (!known) kept.set('desk', '', NEXT, { deskId, key });
      return { deskId, key: opened(key) };
    },
    useNext(deskId) {
      const known = readNext();
      if (known?.deskId !== deskId) return;
      kept.set('desk', '', KEY, known.key);
      kept.remove('desk', '', NEXT);
    },
  };
}
