// A real SMTP server on loopback that answers as a test tells it and keeps what it was given.

import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A letter as it arrived. */
export interface Received {
  from: string;
  to: string[];
  /** Header lines, unfolded, and the body as UTF-8 text. */
  headers: string[];
  raw: string;
  text: string;
}

/** The server; `answers` are used up one by one: a refusal, or `hang`. */
export interface Smtp {
  url: string;
  received: Received[];
  /** For the next letters: null takes it. At `rcpt` or after the last byte (`data`). */
  answers: ({ at: 'rcpt' | 'data'; code: number } | 'hang' | null)[];
  close(): Promise<void>;
}

function readLetter(raw: string, from: string, to: string[]): Received {
  const cut = raw.indexOf('\r\n\r\n');
  const headers = raw
    .slice(0, cut)
    .replaceAll(/\r\n[ \t]+/gu, ' ')
    .split('\r\n');
  const body = raw.slice(cut + 4);
  const text = Buffer.from(body.replaceAll(/\s/gu, ''), 'base64').toString('utf8');
  return { from, to, headers, raw, text };
}

function refusal(code: number): Error {
  return Object.assign(new Error(`refused reader1@students.example`), { responseCode: code });
}

/** Starts one that asks for this login, if any. */
export async function startSmtp(login?: { user: string; password: string }): Promise<Smtp> {
  const received: Received[] = [];
  const answers: Smtp['answers'] = [];
  const server = new SMTPServer({
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onAuth(auth, _session, done) {
      const right = auth.username === login?.user && auth.password === login?.password;
      if (right) done(null, { user: auth.username });
      else done(refusal(535));
    },
    onRcptTo(_address, _session, done) {
      const [next] = answers;
      if (next === null || typeof next !== 'object' || next.at !== 'rcpt') return done();
      answers.shift();
      done(refusal(next.code));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const next = answers.shift() ?? null;
        if (next === 'hang') return;
        if (next !== null) return done(refusal(next.code));
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        const to = rcptTo.map((each) => each.address);
        received.push(readLetter(Buffer.concat(chunks).toString('utf8'), from, to));
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const who = login ? `${login.user}:${login.password}@` : '';
  return {
    url: `smtp://${who}127.0.0.1:${port}`,
    received,
    answers,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A port that takes connections and never says a word. */
export async function startSilence(): Promise<{ port: number; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
