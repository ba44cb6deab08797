// One connection to a SIP2 server: one question at a time, and an answer only where it can be no other question's.

import type { Socket } from 'node:net';
import type { Timers } from '../../service-port.ts';
import type { SystemFault } from '../port.ts';
import { faultOf } from './fault.ts';
import { createFramer } from './framing.ts';
import type { Frame } from './framing.ts';
import { ANSWER_TO } from './layouts.ts';
import type { RequestCode } from './layouts.ts';
import { decodeMessage, encodeMessage } from './message.ts';
import type { AnyMessage, Ending, Message, Read, Unread } from './message.ts';
import { strangerOf } from './telnet.ts';
import type { Encoding } from './text-coding.ts';

/** Waits in milliseconds, and how often a question is sent that nobody answers. */
export interface LineLimits {
  connect: number;
  answer: number;
  tries: number;
}

/** The limits where nothing else is said: 5 s to connect, 6 s for an answer, sent twice. */
export const LINE_LIMITS: LineLimits = { connect: 5000, answer: 6000, tries: 2 };

/** What a line is made with. */
export interface LineOptions {
  encoding: Encoding;
  ending: Ending;
  timers: Timers;
  limits: LineLimits;
}

/** How the other side keeps to error detection, as it showed while we signed in. */
export interface Manners {
  /** Its checksums are right, there are none, or they are made in another way, so that nobody looks at them. */
  sums: 'right' | 'none' | 'other';
  /** It repeats the number of a question, says none, or always the same. */
  numbers: 'echoed' | 'none' | 'fixed';
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
  /** Whether the connection stands, with a question under way or without. */
  isAlive(): boolean;
  manners(): Manners;
  /** Asks; `fits` says whether an answer is about what was asked. The line is closed after every doubt. */
  ask<C extends RequestCode>(
    message: Message<C>,
    fits?: (answer: Message<AnswerCode<C>>) => boolean,
  ): Promise<Reply<C> | SystemFault>;
  /** Asks before anything was asked that changes something: whatever number and checksum come are the other side's way. */
  meet<C extends RequestCode>(message: Message<C>): Promise<Reply<C> | SystemFault>;
  close(): void;
}

/** Sent once, as what is said first, and waited for as long as all tries take: some systems would carry them out twice. */
const ORDERS: ReadonlySet<RequestCode> = new Set(['09', '11', '15', '29']);
/** How often the server is asked to say an answer again whose checksum is wrong. */
const MOST_ASKED_AGAIN = 1;
/** How a whole message ends whose line is never ended (dp2SIPServer), and how long nothing may follow; ms. */
const WHOLE = /AZ[0-9A-Fa-f]{4}$/u;
const QUIET = 50;

/** A question under way. */
interface Asking {
  bytes: Uint8Array;
  sequence: number;
  code: RequestCode;
  fits: (answer: AnyMessage) => boolean;
  learns: boolean;
  sent: number;
  askedAgain: number;
  cancel: () => void;
  end: (result: Reply<RequestCode> | SystemFault) => void;
}

class SocketLine implements Line {
  private readonly framer = createFramer();
  private asking: Asking | null = null;
  private sequence = -1;
  private open = true;
  private unquiet: () => void = () => undefined;
  private known: Manners = { sums: 'none', numbers: 'none' };

  private readonly socket: Socket;
  private readonly options: LineOptions;

  constructor(socket: Socket, options: LineOptions) {
    this.socket = socket;
    this.options = options;
    socket.setNoDelay(true);
    socket.on('data', (packet: Buffer) => this.hear(packet));
    socket.on('error', () => this.drop(this.ended()));
    socket.on('close', () => this.drop(this.ended()));
  }

  isOpen(): boolean {
    return this.open && this.asking === null;
  }

  isAlive(): boolean {
    return this.open;
  }

  manners(): Manners {
    return this.known;
  }

  ask<C extends RequestCode>(
    message: Message<C>,
    fits: (answer: Message<AnswerCode<C>>) => boolean = () => true,
  ): Promise<Reply<C> | SystemFault> {
    return this.put(message, fits, false);
  }

  meet<C extends RequestCode>(message: Message<C>): Promise<Reply<C> | SystemFault> {
    return this.put(message, () => true, true);
  }

  close(): void {
    this.drop(faultOf('stopped', true));
  }

  private put<C extends RequestCode>(
    message: Message<C>,
    fits: (answer: Message<AnswerCode<C>>) => boolean,
    learns: boolean,
  ): Promise<Reply<C> | SystemFault> {
    if (!this.open) return Promise.resolve(faultOf('closed', false));
    this.sequence = (this.sequence + 1) % 10;
    const { encoding, ending } = this.options;
    const form = { encoding, ending, sequence: this.sequence, checked: true };
    const { promise, resolve } = Promise.withResolvers<Reply<C> | SystemFault>();
    this.asking = {
      bytes: encodeMessage(message, form),
      sequence: this.sequence,
      code: message.code,
      fits: (answer) => fits(answer as unknown as Message<AnswerCode<C>>),
      learns,
      sent: 0,
      askedAgain: 0,
      cancel: () => undefined,
      end: (result) => resolve(result as Reply<C> | SystemFault),
    };
    this.send(this.asking);
    return promise;
  }

  /** Sends the question, or sends it again under the same number. */
  private send(asking: Asking): void {
    asking.sent += 1;
    this.socket.write(asking.bytes);
    this.wait(asking);
  }

  private wait(asking: Asking): void {
    const { timers, limits } = this.options;
    const once = asking.learns || ORDERS.has(asking.code);
    const ms = once ? limits.answer * limits.tries : limits.answer;
    asking.cancel();
    asking.cancel = timers.after(ms, () => {
      if (!once && asking.sent < limits.tries) this.send(asking);
      else this.drop(this.silence(ms));
    });
  }

  private silence(ms: number): SystemFault {
    const stranger = strangerOf(this.framer.rest());
    if (stranger) return faultOf(stranger, true);
    return faultOf('silent', true, { seconds: ms / 1000 });
  }

  private ended(): SystemFault {
    return faultOf(strangerOf(this.framer.rest()) ?? 'closed', true);
  }

  private hear(packet: Uint8Array): void {
    this.unquiet();
    this.hearAll(this.framer.take(packet));
    const tail = String.fromCharCode(...this.framer.rest().subarray(-6));
    if (!this.asking || !WHOLE.test(tail)) return;
    this.unquiet = this.options.timers.after(QUIET, () => this.hearAll(this.framer.flush()));
  }

  private hearAll(frames: readonly Frame[]): void {
    for (const frame of frames) if (this.open) this.hearFrame(frame);
  }

  private hearFrame(frame: Frame): void {
    const { asking } = this;
    if ('tooLong' in frame) return this.drop(faultOf('too_long', true));
    // Nobody asked: whatever this answers, it must not answer the next question.
    if (!asking) return this.drop(faultOf('out_of_order', true));
    const heard = decodeMessage(frame.bytes, this.options.encoding);
    const read = 'problem' in heard ? this.despite(heard, asking) : heard;
    if (!read) {
      const { sums } = this.known;
      const isTorn = 'problem' in heard && heard.problem === 'checksum' && sums !== 'other';
      if (isTorn) return this.askAgain(asking);
      const stranger = asking.learns ? strangerOf(frame.bytes) : null;
      if (stranger) return this.drop(faultOf(stranger, true));
      const code = 'problem' in heard ? heard.code.slice(0, 2) : '';
      return this.drop(faultOf('bad_message', true, { code }));
    }
    if (read.message.code === '96') return this.sendAgain(asking);
    if (asking.learns) this.learn(read, asking);
    const problem = this.problemOf(read, asking);
    if (problem) return this.drop(problem);
    return this.answer(asking, read, frame.bytes);
  }

  /** What was read in spite of a wrong checksum, of whoever makes them in another way; null where it stands in doubt. */
  private despite(heard: Unread, { code, learns }: Asking): Read | null {
    const read = heard.problem === 'checksum' ? heard.read : null;
    if (learns && read?.message.code === ANSWER_TO[code]) this.known.sums = 'other';
    return this.known.sums === 'other' ? read : null;
  }

  private learn({ sequence, checked }: Read, asking: Asking): void {
    const { known } = this;
    if (checked && known.sums === 'none') known.sums = 'right';
    if (sequence !== null && known.numbers === 'none') known.numbers = 'echoed';
    if (sequence !== null && sequence !== asking.sequence) known.numbers = 'fixed';
  }

  /** What an answer of a wrong kind is, or null where it is the one that was waited for. */
  private problemOf({ message, sequence }: Read, asking: Asking): SystemFault | null {
    const facts = { asked: asking.code, answered: message.code };
    const isOther = sequence !== null && sequence !== asking.sequence;
    if (isOther && this.known.numbers !== 'fixed') {
      return faultOf('out_of_order', true, { ...facts, wanted: asking.sequence, got: sequence });
    }
    if (message.code !== ANSWER_TO[asking.code] || !asking.fits(message)) {
      return faultOf('out_of_order', true, facts);
    }
    return null;
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
    const { encoding, ending } = this.options;
    const form = { encoding, ending, sequence: null, checked: true };
    this.socket.write(encodeMessage({ code: '97', fixed: {}, fields: [] }, form));
    return this.wait(asking);
  }

  private drop(fault: SystemFault): void {
    const { asking } = this;
    this.open = false;
    this.asking = null;
    asking?.cancel();
    this.unquiet();
    this.socket.destroy();
    asking?.end(fault);
  }
}

/** A line over a connection that stands; nothing has been said on it yet. */
export function createLine(socket: Socket, options: LineOptions): Line {
  return new SocketLine(socket, options);
}
