// Passwords: argon2id as PHC strings, at most two at a time, the commonest refused.

import { hash, verify } from '@node-rs/argon2';
import { refuse } from '../shared/lib/result.ts';
import type { Refusal } from '../shared/lib/result.ts';
import { COMMON_PASSWORDS } from './common-passwords.ts';

/** OWASP's parameters: 19 MiB, two passes, one lane; argon2id is the library's default. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;
const SHORTEST = 8;
const LONGEST = 128;
/** Verifier of nothing, so that an unknown login takes as long as a wrong password. */
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$hBcpBUtHBBNENjh78OvrxA$Q09H6Hv0xGr7GE+bQlWWMul7j//0F0rOrl029/q6Ti4';

/** Hashes and checks passwords, each costing 19 MiB while it runs. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Whether it is the password of the verifier; without a verifier never, but as slowly. */
  matches(verifier: string | undefined, password: string): Promise<boolean>;
}

function createGate(places: number) {
  let free = places;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** Makes it. */
export function createPasswords(): Passwords {
  const gate = createGate(AT_ONCE);
  return {
    hash: (password) => gate(() => hash(password.normalize('NFKC'), COST)),
    matches: (verifier, password) =>
      gate(async () => {
        const right = await verify(verifier ?? NOBODY, password.normalize('NFKC'));
        return verifier !== undefined && right;
      }),
  };
}

/** Why a password may not be chosen, or null. */
export function passwordRefusal(password: string, login: string): Refusal | null {
  const { length } = [...password];
  if (length < SHORTEST || length > LONGEST) return refuse('short_password');
  const plain = password.normalize('NFKC').toLowerCase();
  const common =
    COMMON_PASSWORDS.has(plain) || plain === login.toLowerCase() || /^(.)\1*$/u.test(plain);
  return common ? refuse('common_password') : null;
}
