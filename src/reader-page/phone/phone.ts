// The phone: its calls, who is signed in on it, and the names that it gives to what is to be done once.

import { inject } from 'vue';
import type { App, InjectionKey } from 'vue';
import { keptIn } from './kept.ts';
import type { Kept } from './kept.ts';
import { createLine } from './line.ts';
import { readerApi } from './reader-api.ts';
import type { ReaderApi } from './reader-api.ts';
import { tokenStore } from './tokens.ts';
import type { TokenStore } from './tokens.ts';

export interface Phone {
  api: ReaderApi;
  tokens: TokenStore;
  kept: Kept;
  /** Names something that is to be done once. */
  newRequestId(): string;
}

const KEY: InjectionKey<Phone> = Symbol('phone');

/** A UUID also where the page is not served over TLS, which `randomUUID` would want. */
export function randomId(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  const bytes = random(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

export function createPhone(fetched: typeof fetch, storage: Storage): Phone {
  const tokens = tokenStore(storage);
  return {
    tokens,
    kept: keptIn(storage),
    api: readerApi(createLine(fetched, tokens)),
    newRequestId: () => randomId((bytes) => crypto.getRandomValues(bytes)),
  };
}

export function providePhone(app: App, phone: Phone): void {
  app.provide(KEY, phone);
}

export function usePhone(): Phone {
  const phone = inject(KEY);
  if (!phone) throw new Error('no phone was provided');
  return phone;
}
export { KEY as PHONE };
