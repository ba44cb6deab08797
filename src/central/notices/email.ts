// Notices by e-mail: one plain letter to one address over SMTP, with the notice's id as its Message-ID.

import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Clock } from '../../shared/lib/time.ts';
import { millis } from '../../shared/lib/time.ts';
import type { Timers } from '../service-port.ts';
import { LONGEST_ATTEMPT } from './carrier.ts';
import type { Attempt, Carrier, Letter } from './carrier.ts';
import { isAddress } from './settings.ts';
import type { MailServer } from './settings.ts';

/** What letters are sent with. */
export interface EmailOptions {
  server: MailServer;
  /** The sender's address. */
  from: string;
  /** Real time: the date of the letter. */
  clock: Clock;
  timers: Timers;
  /** Milliseconds of one attempt; default `LONGEST_ATTEMPT`. */
  limit?: number;
}

/** A line of a header: no control characters, so that nothing can begin another header. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** A body: lines, tabs and text, nothing else. */
function bodyText(letter: Letter): string {
  const text = `${letter.text}\n\n-- \n${letter.footer}\n`;
  return text.replaceAll(/\r\n?/gu, '\n').replaceAll(/(?![\n\t])\p{Cc}/gu, '');
}

/** The letter as it goes over the wire. */
async function compose(letter: Letter, options: EmailOptions): Promise<Buffer> {
  const domain = options.from.slice(options.from.lastIndexOf('@') + 1);
  const mail = new MailComposer({
    from: { name: oneLine(letter.library), address: options.from },
    to: { name: '', address: letter.address },
    subject: oneLine(letter.subject),
    text: bodyText(letter),
    textEncoding: 'base64',
    date: new Date(millis(options.clock.now())),
    messageId: `<${letter.id}@${domain}>`,
    ...(letter.corrects === null ? {} : { inReplyTo: `<${letter.corrects}@${domain}>` }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Shutai-Notice': letter.id,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mail.compile().build();
}

interface MailError {
  code?: string | undefined;
  responseCode?: number | false | undefined;
  response?: string | undefined;
}

/** Codes of the answer without its words: servers repeat addresses in them. */
function codesOf({ code, responseCode, response }: MailError): string {
  const extended = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/u.exec(response ?? '')?.[1];
  return [code, responseCode || null, extended].filter(Boolean).join(' ') || 'unknown';
}

/** 5xx about the letter or its address is final; what is wrong with the server or our login may be put right. */
function attemptOf(error: MailError, mayHaveArrived: boolean): Attempt {
  const answered = typeof error.responseCode === 'number';
  const why = codesOf(error);
  const final = answered && Number(error.responseCode) >= 500;
  if (final && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE')) {
    return { is: 'refused', why };
  }
  return { is: 'failed', why, mayHaveArrived: mayHaveArrived && !answered, waitSeconds: null };
}

function connectionTo(server: MailServer, limit: number): SMTPConnection {
  return new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.tls === 'always',
    requireTLS: server.tls === 'starttls',
    ignoreTLS: server.tls === 'none',
    connectionTimeout: limit,
    greetingTimeout: limit,
    socketTimeout: limit,
    socketCloseTimeout: 0,
  });
}

/** One connection, one letter. */
function deliver(letter: Letter, raw: Buffer, options: EmailOptions): Promise<Attempt> {
  const { server, from, timers, limit = LONGEST_ATTEMPT } = options;
  const connection = connectionTo(server, limit);
  const { promise, resolve } = Promise.withResolvers<Attempt>();
  // Once the last byte is on its way the server may have the letter, whatever we hear of it.
  let given = false;
  const fail = (error: MailError) => resolve(attemptOf(error, given));
  const cancel = timers.after(limit, () => fail({ code: 'TOO_LONG' }));
  connection.on('error', fail);
  connection.on('end', () => fail({ code: 'CLOSED' }));
  const send = () => {
    const message = Readable.from([raw]).once('end', () => (given = true));
    connection.send({ from, to: [letter.address] }, message, (error) =>
      error ? fail(error) : resolve({ is: 'sent' }),
    );
  };
  connection.connect((error) => {
    if (error) fail(error);
    else if (server.login === null) send();
    else {
      const { user, password } = server.login;
      connection.login({ user, pass: password }, (refused) => (refused ? fail(refused) : send()));
    }
  });
  return promise.finally(() => {
    cancel();
    connection.close();
  });
}

/** The carrier by e-mail. */
export function emailCarrier(options: EmailOptions): Carrier {
  return {
    name: 'email',
    async send(letter) {
      if (letter.address === '') return { is: 'skipped', why: 'no_address' };
      if (!isAddress(letter.address)) return { is: 'skipped', why: 'bad_address' };
      try {
        return await deliver(letter, await compose(letter, options), options);
      } catch (error) {
        const why = error instanceof Error ? error.name : 'unknown';
        return { is: 'failed', why, mayHaveArrived: false, waitSeconds: null };
      }
    },
  };
}
