// Who may speak to the loopback host: launch keys used once, a cookie, and exact Host, Origin and Sec-Fetch-Site.

import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** How many unused launch keys are remembered; an older one is forgotten. */
const MOST_KEYS = 8;

/** The doors of one running host. */
export interface Access {
  /** A fresh address with a launch key in it. */
  freshAddress(): string;
  /** Uses a launch key up; answers the cookie to set, undefined for a key used or never made. */
  exchange(key: string): string | undefined;
  /** Whether the request comes from this host's own page or from the person, not from another site. */
  isOurs(headers: IncomingHttpHeaders, how: 'read' | 'write'): boolean;
  /** Whether the browser brought the cookie. */
  isSignedIn(headers: IncomingHttpHeaders): boolean;
}

/** Makes the doors of a host that listens on a port of 127.0.0.1. They die with the process. */
export function createAccess(port: number): Access {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const cookieName = `shutai-${port}`;
  const token = randomBytes(32).toString('base64url');
  const keys = new Set<string>();
  return {
    freshAddress() {
      const key = randomBytes(24).toString('base64url');
      const oldest = keys.size < MOST_KEYS ? undefined : keys.values().next().value;
      if (oldest !== undefined) keys.delete(oldest);
      keys.add(key);
      return `http://127.0.0.1:${port}/enter?key=${key}`;
    },
    exchange(key) {
      if (!keys.delete(key)) return undefined;
      return `${cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`;
    },
    isOurs(headers, how) {
      const { host, origin } = headers;
      if (host === undefined || !hosts.includes(host)) return false;
      const site = headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
      return origin === undefined ? how === 'read' : origin === `http://${host}`;
    },
    isSignedIn(headers) {
      return cookiesOf(headers.cookie, cookieName).some((value) => same(value, token));
    },
  };
}

function cookiesOf(header: string | undefined, name: string): string[] {
  return (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
}

/** Compares without telling by its time how much was right. */
export function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
