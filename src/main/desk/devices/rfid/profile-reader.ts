// A reader that is spoken to by its profile: one question at a time, each with its answer or a fault.

import { joined, toHex } from '../../../../shared/devices/rfid/bytes.ts';
import {
  FrameReader,
  eachMatched,
  filled,
  frameOf,
  matched,
} from '../../../../shared/devices/rfid/reader-frames.ts';
import type { Values } from '../../../../shared/devices/rfid/reader-frames.ts';
import type {
  ReaderCommand,
  ReaderProfile,
} from '../../../../shared/devices/rfid/reader-profile.ts';
import { systemInfoOf, uidBytes, uidOf } from '../../../../shared/devices/rfid/system-info.ts';
import type { Timers } from '../../sync/ask.ts';
import type { ByteLink } from './byte-link.ts';
import { TagFault } from './tag-reader.ts';
import type { BlocksRead, TagReader } from './tag-reader.ts';

/** Nothing is sent for so long after an answer that did not come: it may be under way (milliseconds). */
const QUIET_MS = 200;

type Heard = { payload: Uint8Array } | { fault: TagFault };

/** Sends frames and waits for theirs; what comes unasked is dropped. */
function exchangeOver(link: ByteLink, profile: ReaderProfile, timers: Timers) {
  const frames = new FrameReader(profile.envelope, link.inReports);
  let waiting: ((heard: Heard) => void) | null = null;
  let gone = false;
  /** Something came that is no frame: on a serial line perhaps only noise before one. */
  let noise = false;
  let turn: Promise<unknown> = Promise.resolve();
  const hear = (heard: Heard) => {
    waiting?.(heard);
    waiting = null;
  };
  link.onBytes((bytes) => {
    for (const read of frames.push(bytes)) {
      if (read.is === 'payload') hear(read);
      else if (link.inReports) hear({ fault: new TagFault('reader_answer') });
      else noise = true;
    }
  });
  const listeners: (() => void)[] = [];
  const end = () => {
    gone = true;
    hear({ fault: new TagFault('reader_gone') });
  };
  link.onGone(() => {
    end();
    for (const listener of listeners) listener();
  });
  const pause = (ms: number) => new Promise<void>((resolve) => void timers.after(ms, resolve));
  const ask = async (payload: Uint8Array): Promise<Uint8Array> => {
    if (gone) throw new TagFault('reader_gone');
    frames.reset();
    noise = false;
    const answer = new Promise<Heard>((resolve) => void (waiting = resolve));
    const late = () => hear({ fault: new TagFault(noise ? 'reader_answer' : 'reader_silent') });
    const cancel = timers.after(profile.answerMs, late);
    try {
      // A port that hangs does not come back from sending: the time runs for both.
      const mine = waiting;
      void link.send(frameOf(profile.envelope, payload)).catch((error: unknown) => {
        if (waiting === mine) hear({ fault: new TagFault('reader_gone', error) });
      });
      const heard = await answer;
      if ('payload' in heard) return heard.payload;
      if (heard.fault.code !== 'reader_gone') await pause(QUIET_MS);
      throw heard.fault;
    } finally {
      cancel();
      waiting = null;
    }
  };
  return {
    ask(payload: Uint8Array): Promise<Uint8Array> {
      const asked = turn.then(() => ask(payload));
      turn = asked.catch(() => undefined);
      return asked;
    },
    onGone: (listener: () => void) => void listeners.push(listener),
    /** Nobody waits any more, and nothing is sent. */
    end,
  };
}

/** Asks a command by its templates and gives what the answer names. */
function commandsOver(link: ByteLink, profile: ReaderProfile, timers: Timers) {
  const { ask, onGone, end } = exchangeOver(link, profile, timers);
  const tell = async (name: ReaderCommand, given: Values): Promise<Values> => {
    const command = profile.commands[name];
    const payload = command && filled(command.send, given);
    if (!command || !payload) throw new TagFault('reader_cannot');
    const answer = await ask(payload);
    const found = matched(command.answer, answer);
    const status =
      found?.values['status']?.[0] ?? matched('{status:1}', answer)?.values['status']?.[0];
    if (status !== undefined && status !== 0) {
      throw new TagFault(profile.errors[toHex(Uint8Array.of(status))] ?? 'tag_refused');
    }
    if (!found) throw new TagFault('reader_answer');
    return found.values;
  };
  return { tell, onGone, end };
}

const one = (value: number) => Uint8Array.of(value & 0xff);
const NOTHING = new Uint8Array();

/** The blocks of an answer, with their locks where `each` names them. */
function blocksOf(
  data: Values,
  each: string | undefined,
  wanted: { count: number; blockSize: number },
): BlocksRead {
  const items = data['items'] ?? data['data'] ?? NOTHING;
  const parts = each === undefined ? null : eachMatched(each, items);
  if (each !== undefined && parts === null) throw new TagFault('reader_answer');
  const bytes = parts ? joined(parts.map((part) => part['data'] ?? NOTHING)) : items;
  if (bytes.length !== wanted.count * wanted.blockSize) throw new TagFault('reader_answer');
  const locked = parts?.map((part) => (part['locked']?.[0] ?? 0) !== 0) ?? null;
  return { bytes, locked };
}

/** Opens a reader over a link that is open. */
export function profileReader(link: ByteLink, profile: ReaderProfile, timers: Timers): TagReader {
  const { tell, onGone, end } = commandsOver(link, profile, timers);
  const low = profile.uid === 'low_first';
  const wire = (uid: string): Values => {
    const bytes = uidBytes(uid);
    if (!bytes) throw new TagFault('tag_gone');
    return { uid: low ? bytes : bytes.toReversed() };
  };
  const readUid = (bytes: Uint8Array) => uidOf(low ? bytes : bytes.toReversed());
  return {
    async inventory() {
      // Some readers say with an error number that nothing lies there.
      const { items = NOTHING } = await tell('inventory', {}).catch((error: unknown): Values => {
        if (error instanceof TagFault && error.code === 'tag_gone') return {};
        throw error;
      });
      const parts = eachMatched(profile.commands.inventory?.each ?? '{uid:8}', items);
      if (!parts) throw new TagFault('reader_answer');
      return parts.flatMap(({ uid }) => (uid ? [{ uid: readUid(uid), epc: null }] : []));
    },
    async systemInfo(uid) {
      const { info = NOTHING } = await tell('system_info', wire(uid));
      const read = systemInfoOf(info);
      if (!read || read.uid !== uid) throw new TagFault('reader_answer');
      return read;
    },
    async readBlocks(uid, first, count, blockSize) {
      const read: BlocksRead[] = [];
      for (let at = first; at < first + count; at += profile.blocksAtOnce) {
        const some = Math.min(profile.blocksAtOnce, first + count - at);
        const range = { first: one(at), last: one(some - 1), count: one(some) };
        const data = await tell('read_blocks', { ...wire(uid), ...range });
        const each = profile.commands.read_blocks?.each;
        read.push(blocksOf(data, each, { count: some, blockSize }));
      }
      const locks = read.flatMap(({ locked }) => locked ?? []);
      return {
        bytes: joined(read.map(({ bytes }) => bytes)),
        locked: locks.length === count ? locks : null,
      };
    },
    async writeBlock(uid, block, data) {
      await tell('write_block', { ...wire(uid), first: one(block), data });
    },
    async writeAfi(uid, afi) {
      await tell('write_afi', { ...wire(uid), afi: one(afi) });
    },
    async writeDsfid(uid, dsfid) {
      await tell('write_dsfid', { ...wire(uid), dsfid: one(dsfid) });
    },
    async readEas(uid) {
      if (!profile.commands.read_eas) return null;
      const { on } = await tell('read_eas', wire(uid));
      return (on?.[0] ?? 0) !== 0;
    },
    async setEas(uid, on) {
      await tell('set_eas', { ...wire(uid), on: one(on ? 1 : 0) });
    },
    onGone,
    close() {
      end();
      return link.close();
    },
  };
}
