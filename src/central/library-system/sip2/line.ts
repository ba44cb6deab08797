// One connection to a SIP2 server: one question at a time, and an answer only where it can be no other question's.

import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { SystemFaultCode } from '../../../shared/sync/library-system.ts';
import type { Timers } from '../../service-port.ts';
import type { SystemFault } from '../port.ts';
import { createFramer } from './framing.ts';
import type { Frame } from './framing.ts';
import { ANSWER_TO } from './layouts.ts';
import type { RequestCode } from './layouts.ts';
import { decodeMessage, encodeMessage } from './message.ts';
import type { AnyMessage, Message, Read } from './message.ts';
import type { Encoding } from './text-coding.ts';

/** Waits in milliseconds, and how often a question is sent at all. */
export interface LineLimits {
  connect: number;
  answer: number;
  tries: number;
}

/** The limits where nothing else is said: 5 s to connect, 6 s for an answer, sent twice. */
export const LINE_LIMITS: LineLimits = { connect: 5000, answer: 6000, tries: 2 };

/** What a line is opened with. */
export interface LineOptions {
  host: string;
  port: number;
  encoding: Encoding;
  timers: Timers;
  limits: LineLimits;
  /** Ends the line, whatever it is about to do. */
  signal: AbortSignal;
}

/** Code of the answer to a request. */
export type AnswerCode<C extends RequestCode> = (typeof ANSWER_TO)[C];

/** An answer that belongs to its question. */
export interface Reply<C extends RequestCode> {
  is: 'reply';
  message: Message<AnswerCode<C>>;
  damaged: boolean;
  checked: boolean;
  /** The question was sent more than once: the first time may have been carried out. */
  repeated: boolean;
  /** The line as it came, for who doubts the encoding. */
  bytes: Uint8Array;
}

/** A connection. */
export interface Line {
  /** Whether it can be asked again. */
  isOpen(): boolean;
  /** Asks; `fits` says whether an answer is about what was asked. The line is closed after every doubt. */
  ask<C extends RequestCode>(
    message: Message<C>,
    fits?: (answer: Message<AnswerCode<C>>) => boolean,
  ): Promise<Reply<C> | SystemFault>;
  close(): void;
}

/** How often the server is asked to say an answer again whose checksum is wrong. */
const MOST_ASKED_AGAIN = 1;

/** A fault of the line. */
export function faultOf(
  code: SystemFaultCode,
  mayHaveHappened: boolean,
  facts: SystemFault['facts'] = {},
): SystemFault {
  return { is: 'fault', code, facts, mayHaveHappened };
}

/** A question under way. */
interface Asking {
  bytes: Uint8Array;
  sequence: number;
  code: RequestCode;
  fits: (answer: AnyMessage) => boolean;
  sent: number;
  askedAgain: number;
  cancel: () => void;
  end: (result: Reply<RequestCode> | SystemFault) => void;
}

/** What an answer of a wrong kind is, or null where it is the one that was waited for. */
function problemOf(read: Read, asking: Asking): SystemFault | null {
  const { message, sequence } = read;
  const facts = { asked: asking.code, answered: message.code };
  if (sequence !== null && sequence !== asking.sequence) {
    return faultOf('out_of_order', true, { ...facts, wanted: asking.sequence, got: sequence });
  }
  if (message.code !== ANSWER_TO[asking.code] || !asking.fits(message)) {
    return faultOf('out_of_order', true, facts);
  }
  return null;
}

class SocketLine implements Line {
  private readonly framer = createFramer();
  private asking: Asking | null = null;
  private sequence = -1;
  private open = true;

  private readonly socket: Socket;
  private readonly options: LineOptions;

  constructor(socket: Socket, options: LineOptions) {
    this.socket = socket;
    this.options = options;
    socket.setNoDelay(true);
    socket.on('data', (packet: Buffer) => this.hear(packet));
    socket.on('error', () => this.drop(faultOf('closed', true)));
    socket.on('close', () => this.drop(faultOf('closed', true)));
  }

  isOpen(): boolean {
    return this.open && this.asking === null;
  }

  ask<C extends RequestCode>(
    message: Message<C>,
    fits: (answer: Message<AnswerCode<C>>) => boolean = () => true,
  ): Promise<Reply<C> | SystemFault> {
    if (!this.open) return Promise.resolve(faultOf('closed', false));
    this.sequence = (this.sequence + 1) % 10;
    const form = { encoding: this.options.encoding, sequence: this.sequence, checked: true };
    const { promise, resolve } = Promise.withResolvers<Reply<C> | SystemFault>();
    this.asking = {
      bytes: encodeMessage(message, form),
      sequence: this.sequence,
      code: message.code,
      fits: (answer) => fits(answer as unknown as Message<AnswerCode<C>>),
      sent: 0,
      askedAgain: 0,
      cancel: () => undefined,
      end: (result) => resolve(result as Reply<C> | SystemFault),
    };
    this.send(this.asking);
    return promise;
  }

  close(): void {
    this.drop(faultOf('stopped', true));
  }

  /** Sends the question, or sends it again under the same number. */
  private send(asking: Asking): void {
    asking.sent += 1;
    this.socket.write(asking.bytes);
    this.wait(asking);
  }

  private wait(asking: Asking): void {
    asking.cancel();
    asking.cancel = this.options.timers.after(this.options.limits.answer, () => {
      if (asking.sent < this.options.limits.tries) this.send(asking);
      else this.drop(faultOf('silent', true, { seconds: this.options.limits.answer / 1000 }));
    });
  }

  private hear(packet: Uint8Array): void {
    for (const frame of this.framer.take(packet)) if (this.open) this.hearFrame(frame);
  }

  private hearFrame(frame: Frame): void {
    const { asking } = this;
    if ('tooLong' in frame) return this.drop(faultOf('too_long', true));
    // Nobody asked: whatever this answers, it must not answer the next question.
    if (!asking) return this.drop(faultOf('out_of_order', true));
    const read = decodeMessage(frame.bytes, this.options.encoding);
    if ('problem' in read) {
      if (read.problem === 'checksum') return this.askAgain(asking);
      return this.drop(faultOf('bad_message', true, { code: read.code.slice(0, 2) }));
    }
    if (read.message.code === '96') return this.sendAgain(asking);
    const problem = problemOf(read, asking);
    if (problem) return this.drop(problem);
    return this.answer(asking, read, frame.bytes);
  }

  private answer(asking: Asking, read: Read, bytes: Uint8Array): void {
    const { message, damaged, checked } = read;
    const repeated = asking.sent > 1;
    this.asking = null;
    asking.cancel();
    // The other side may still answer the second sending: nobody is to take that for an answer of his.
    if (repeated || asking.askedAgain > 0) this.drop(faultOf('closed', true));
    const reply = { is: 'reply', message, damaged, checked, repeated, bytes } as const;
    asking.end(reply as Reply<RequestCode>);
  }

  /** The other side could not read us. */
  private sendAgain(asking: Asking): void {
    if (asking.sent < this.options.limits.tries) return this.send(asking);
    return this.drop(faultOf('bad_checksum', true, { side: 'theirs' }));
  }

  /** We could not read the other side. */
  private askAgain(asking: Asking): void {
    if (asking.askedAgain >= MOST_ASKED_AGAIN) {
      return this.drop(faultOf('bad_checksum', true, { side: 'ours' }));
    }
    asking.askedAgain += 1;
    const form = { encoding: this.options.encoding, sequence: null, checked: true };
    this.socket.write(encodeMessage({ code: '97', fixed: {}, fields: [] }, form));
    return this.wait(asking);
  }

  private drop(fault: SystemFault): void {
    const { asking } = this;
    this.open = false;
    this.asking = null;
    asking?.cancel();
    this.socket.destroy();
    asking?.end(fault);
  }
}

/** Opens a connection; nothing has been said on it yet. */
export function openLine(options: LineOptions): Promise<Line | SystemFault> {
  const { host, port, timers, limits, signal } = options;
  const { promise, resolve } = Promise.withResolvers<Line | SystemFault>();
  const socket = connect({ host, port });
  const fail = (why: string) => {
    socket.destroy();
    resolve(faultOf('unreachable', false, { why }));
  };
  const end = () => socket.destroy();
  signal.addEventListener('abort', end);
  socket.once('close', () => {
    signal.removeEventListener('abort', end);
    fail('closed');
  });
  const cancel = timers.after(limits.connect, () => fail('ETIMEDOUT'));
  const failed = (error: NodeJS.ErrnoException) => fail(error.code ?? 'unknown');
  socket.once('error', failed);
  socket.once('connect', () => {
    socket.off('error', failed);
    resolve(new SocketLine(socket, options));
  });
  return promise.finally(cancel);
}
