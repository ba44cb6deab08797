// A SIP2 server on loopback with a small library behind it, which misbehaves as a test tells it.

import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { createFramer } from '../../src/central/library-system/sip2/framing.ts';
import { decodeMessage, encodeMessage } from '../../src/central/library-system/sip2/message.ts';
import type { AnyMessage } from '../../src/central/library-system/sip2/message.ts';
import type { Encoding } from '../../src/central/library-system/sip2/text-coding.ts';
import { NOW, answerTo } from './sip2-library.ts';
import type { Answer, Sip2Library, Sip2Shelves } from './sip2-library.ts';

/** What goes wrong with one answer. */
export type Sip2Fault =
  /** The line ends before, or after, the question was carried out; or in the middle of the answer. */
  | 'drop_before'
  | 'drop_after'
  | 'half'
  /** Carried out, and never answered. */
  | 'silent'
  | 'bad_checksum'
  | 'always_bad_checksum'
  | 'ask_again'
  | 'wrong_encoding'
  | 'no_due'
  | 'other_sequence'
  | 'other_code'
  | 'other_copy'
  | 'twice'
  | 'split'
  | 'garbage'
  | 'too_long'
  | { slow: number }
  /** Answered once it settles. */
  | { until: Promise<unknown> };

/** The server; while it is stopped nothing answers at its port. */
export interface Sip2Server extends Sip2Shelves {
  port: number;
  /** Codes of what was asked, in order. */
  asked: string[];
  /** The same, whole. */
  heard: AnyMessage[];
  /** Faults of the next answers to questions with that code, used up one by one. */
  faults: { code: string; fault: Sip2Fault }[];
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends every connection. */
  cut(): void;
  close(): Promise<void>;
}

interface Conversation {
  socket: Socket;
  last: { key: string; bytes: Uint8Array } | null;
}

/** Starts it. */
export async function startSip2(library: Sip2Library): Promise<Sip2Server> {
  const encoding = library.encoding ?? 'gbk';
  const open = new Set<Socket>();
  let listening: Server | null = null;

  function write(talk: Conversation, bytes: Uint8Array, fault: Sip2Fault | undefined): void {
    const { socket } = talk;
    if (fault === 'silent') return;
    if (fault === 'drop_after') return void socket.destroy();
    if (fault === 'half') return void socket.end(bytes.subarray(0, bytes.length >> 1));
    if (fault === 'garbage') return void socket.write('no such thing\r');
    if (fault === 'too_long') return void socket.write(`18${'x'.repeat(70_000)}\r`);
    if (fault === 'split') {
      for (let at = 0; at < bytes.length; at += 1) socket.write(bytes.subarray(at, at + 1));
      return undefined;
    }
    if (fault === 'bad_checksum' || fault === 'always_bad_checksum') {
      const wrong = Uint8Array.from(bytes);
      wrong.set([0x30, 0x30, 0x30, 0x30], wrong.length - 5);
      if (fault === 'always_bad_checksum') talk.last = { key: talk.last?.key ?? '', bytes: wrong };
      return void socket.write(wrong);
    }
    if (typeof fault === 'object' && 'until' in fault) {
      return void fault.until.then(() => socket.write(bytes));
    }
    if (typeof fault === 'object') return void setTimeout(() => socket.write(bytes), fault.slow);
    socket.write(bytes);
    if (fault === 'twice') socket.write(bytes);
    return undefined;
  }

  /** The answer as it is to be, and as the fault makes it. */
  function form(answer: Answer, sequence: number | null, checked: boolean, fault?: Sip2Fault) {
    const message = { ...answer, fields: [...answer.fields] };
    if (fault === 'no_due') message.fields = message.fields.filter(([id]) => id !== 'AH');
    if (fault === 'other_code')
      Object.assign(message, { code: '36', fixed: { ended: 'Y', at: NOW } });
    if (fault === 'other_copy') {
      message.fields = message.fields.map(([id, value]) => [id, id === 'AB' ? 'OTHER' : value]);
    }
    const other: Encoding = encoding === 'gbk' ? 'utf-8' : 'gbk';
    return encodeMessage(message as unknown as AnyMessage, {
      encoding: fault === 'wrong_encoding' ? other : encoding,
      sequence: fault === 'other_sequence' && sequence !== null ? (sequence + 5) % 10 : sequence,
      checked,
    });
  }

  function hear(talk: Conversation, line: Uint8Array): void {
    const read = decodeMessage(line, encoding);
    const again = () => talk.socket.write('96AZFEF6\r');
    if ('problem' in read) {
      if (read.problem === 'checksum') again();
      else talk.socket.destroy();
      return;
    }
    const { message, sequence, checked } = read;
    server.asked.push(message.code);
    server.heard.push(message);
    if (message.code === '97') return void talk.socket.write(talk.last?.bytes ?? '96AZFEF6\r');
    const at = server.faults.findIndex((each) => each.code === message.code);
    const fault = at < 0 ? undefined : server.faults.splice(at, 1)[0]?.fault;
    if (fault === 'drop_before') return void talk.socket.destroy();
    if (fault === 'ask_again') return void again();
    const key = Buffer.from(line).toString('latin1');
    if (sequence !== null && talk.last?.key === key && library.remembers !== false) {
      return write(talk, talk.last.bytes, fault);
    }
    const noBlock = 'noBlock' in message.fixed && message.fixed.noBlock === 'Y';
    if (noBlock && library.diesOnNoBlock) return void talk.socket.destroy();
    const answer = answerTo(server, library, message);
    if (!answer) return void talk.socket.destroy();
    const bytes = form(answer, sequence, checked, fault);
    talk.last = { key, bytes };
    write(talk, bytes, fault);
    if (answer.code === '94' && answer.fixed['ok'] === '0') talk.socket.end();
    return undefined;
  }

  function greet(socket: Socket): void {
    open.add(socket);
    socket.setNoDelay(true);
    const talk: Conversation = { socket, last: null };
    const framer = createFramer();
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    socket.on('data', (packet: Buffer) => {
      for (const frame of framer.take(packet)) if ('bytes' in frame) hear(talk, frame.bytes);
    });
  }

  const server: Sip2Server = {
    port: 0,
    copies: new Map(
      Object.entries(library.copies).map(([barcode, title]) => [
        barcode,
        { title, card: null, due: '' },
      ]),
    ),
    blocked: new Set(library.blocked),
    alerts: new Map(),
    asked: [],
    heard: [],
    done: [],
    faults: [],
    online: true,
    due: '20261224    235900',
    renewedDue: '20270123    235900',
    async start() {
      if (listening) return;
      const made = createServer(greet);
      listening = made;
      await new Promise<void>((resolve) => made.listen(server.port, '127.0.0.1', resolve));
      const address = made.address();
      server.port = typeof address === 'object' && address !== null ? address.port : 0;
    },
    cut() {
      for (const socket of open) socket.destroy();
    },
    async stop() {
      server.cut();
      const closing = listening;
      listening = null;
      await new Promise<void>((resolve) => (closing ? closing.close(() => resolve()) : resolve()));
    },
    close: () => server.stop(),
  };
  await server.start();
  return server;
}
