// Tokens, one-time codes and challenges: made from random bytes and one key of the stream, kept only as hashes.

import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { sha256 } from '../../node/env.ts';

/** Random bytes; passed in, so that a simulation can repeat itself. */
export type Random = (bytes: number) => Uint8Array;

const TOKEN_BYTES = 32;
const SESSION_BYTES = 16;
const MAC_BYTES = 16;
const NONCE_BYTES = 16;
/** How long a challenge may be answered, in ms. */
const CHALLENGE_MS = 60_000;

/** An opaque token of 256 random bits. */
export function newToken(random: Random): string {
  return Buffer.from(random(TOKEN_BYTES)).toString('base64url');
}

/** A session's id of its own. */
export function newSessionId(random: Random): string {
  return Buffer.from(random(SESSION_BYTES)).toString('hex');
}

/** The id of the session that answers a challenge: a second answer would need the same one. */
export function sessionIdOfChallenge(challenge: string): string {
  return sha256(challenge).slice(0, SESSION_BYTES * 2);
}

function mac(key: string, purpose: string, bytes: Uint8Array): Buffer {
  const hmac = createHmac('sha256', key).update(`${purpose}\n`).update(bytes);
  return hmac.digest().subarray(0, MAC_BYTES);
}

/** Splits sealed bytes; null when the seal is not ours. */
function unsealed(key: string, purpose: string, text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length <= MAC_BYTES || bytes.toString('base64url') !== text) return null;
  const body = bytes.subarray(0, -MAC_BYTES);
  return timingSafeEqual(mac(key, purpose, body), bytes.subarray(-MAC_BYTES)) ? body : null;
}

function sealed(key: string, purpose: string, body: Uint8Array): string {
  return Buffer.concat([body, mac(key, purpose, body)]).toString('base64url');
}

/** A refresh token: 256 random bits that name their session under a seal, so that an old one still gives it away. */
export function newRefresh(key: string, session: string, random: Random): string {
  const body = Buffer.concat([Buffer.from(session, 'hex'), random(TOKEN_BYTES)]);
  return sealed(key, 'refresh', body);
}

/** The session for which a refresh token was once given; null when we never made it. */
export function sessionOfRefresh(key: string, refresh: string): string | null {
  const body = unsealed(key, 'refresh', refresh);
  return body?.length === SESSION_BYTES + TOKEN_BYTES
    ? body.subarray(0, SESSION_BYTES).toString('hex')
    : null;
}

/** A challenge for one desk. `now` in ms. */
export function newChallenge(key: string, desk: string, now: number, random: Random): string {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(now + CHALLENGE_MS));
  return sealed(key, `challenge ${desk}`, Buffer.concat([time, random(NONCE_BYTES)]));
}

/** Whether a challenge was made for that desk and can still be answered. */
export function isOpenChallenge(key: string, desk: string, challenge: string, now: number) {
  const body = unsealed(key, `challenge ${desk}`, challenge);
  return body?.length === 8 + NONCE_BYTES && Number(body.readBigUInt64BE(0)) > now;
}

/** What a desk signs. */
export function challengeText(challenge: string): string {
  return `shutai-desk/${challenge}`;
}

/** Whether a text was signed by the Ed25519 key (raw, base64url). */
export function isSigned(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({
      format: 'jwk',
      key: { kty: 'OKP', crv: 'Ed25519', x: publicKey },
    });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
  } catch {
    // Bytes that are no key or no signature.
    return false;
  }
}

/** A name that tells nothing of what was typed (logins, cards), for counting tries. */
export function blindName(key: string, kind: string, typed: string): string {
  const text = typed.trim().toLowerCase();
  return `${kind}:${createHmac('sha256', key).update(`${kind}\n${text}`).digest('hex').slice(0, 32)}`;
}

/** How a one-time code is typed does not matter: small letters, spaces and strokes are let pass. */
export function codeHash(code: string): string {
  return sha256(code.toUpperCase().replaceAll(/[\s-]/gu, ''));
}

/** A code as it is shown, `ABCDE-FGHJK`. */
export function shownCode(code: string): string {
  return code.replace(/^(.{5})(.+)$/u, '$1-$2');
}
