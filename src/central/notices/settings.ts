// Where notices go out: mail server, sender and webhook, as somebody set them for this service.

import { isLoopback } from './loopback.ts';

/** As given on the command line or kept with the store; null = this way is not used. */
export interface NoticeSettings {
  /** `smtps://user:password@host:465` or `smtp://host:25`. */
  smtpUrl: string | null;
  /** Address that readers see as the sender. */
  from: string | null;
  webhookUrl: string | null;
  /** Key of the webhook's signatures, at least 16 characters. */
  webhookSecret: string | null;
}

/** A mail server. `tls`: from the first byte, by STARTTLS, or none (loopback only, unless the address says `?tls=none`). */
export interface MailServer {
  host: string;
  port: number;
  tls: 'always' | 'starttls' | 'none';
  login: { user: string; password: string } | null;
}

const ADDRESS =
  /^[^\s<>()[\]\\,;:@"\u0000-\u001f\u007f]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/iu;

/** A plain e-mail address: one recipient and nothing that a header or a command could be made of. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text) && !text.includes('..');
}

/** Reads the address of a mail server. Throws an Error with a sentence where it is none. */
export function mailServerOf(text: string): MailServer {
  const url = URL.parse(text);
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    throw new Error('The mail server is given as smtp://host:port or smtps://user:password@host.');
  }
  const always = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  const open = isLoopback(host) || url.searchParams.get('tls') === 'none';
  const user = decodeURIComponent(url.username);
  return {
    host,
    port: url.port === '' ? (always ? 465 : 587) : Number(url.port),
    tls: always ? 'always' : open ? 'none' : 'starttls',
    login: user === '' ? null : { user, password: decodeURIComponent(url.password) },
  };
}

/** Reads the address of a webhook. Throws an Error with a sentence where it cannot be one. */
export function webhookOf(text: string): URL {
  const url = URL.parse(text);
  const safe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!url || !safe) {
    throw new Error('The webhook is an https address (plain http only on this machine).');
  }
  return url;
}
