// The pad: looks again and again at what lies there, learns each tag once, and says what came and what went.

import type { Timers } from '../../sync/ask.ts';
import { knowTag } from './know-tag.ts';
import type { KnownTag } from './know-tag.ts';
import { faultCode, TagFault } from './tag-reader.ts';
import type { TagReader, TagSighting } from './tag-reader.ts';

/** Between two looks (milliseconds). */
export const LOOK_MS = 350;
/** Looks without a tag after which it has gone: single ones miss a tag that lies there. */
export const MISSES = 3;

/** A tag that lies there. */
export interface PadTag {
  uid: string;
  /** Null until it could be read. */
  known: KnownTag | null;
  /** Why it cannot be read. */
  code: string | null;
}

/** Who hears of the pad. */
export interface PadEars {
  /** A tag was learnt; `again`: not for the first time since it was put there. */
  onTag(known: KnownTag, again: boolean): void;
  onChange(): void;
  /** The reader is gone or does not answer. */
  onLost(code: string): void;
}

/** An open pad. */
export interface Pad {
  reader: TagReader;
  tags(): PadTag[];
  of(uid: string): PadTag | undefined;
  /** Runs `work` with nothing else on the reader, then learns the tag anew. @throws TagFault when the pad is closed */
  withReader<T>(uid: string | null, work: (reader: TagReader) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface Lying extends PadTag {
  sighting: TagSighting;
  missed: number;
  told: boolean;
}

/** Looks that fail in a row, after which the reader counts as lost. */
const FAILURES = 5;

/** Begins to look. */
export function openPad(reader: TagReader, timers: Timers, ears: PadEars): Pad {
  const lying = new Map<string, Lying>();
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;
  let failures = 0;
  let cancel = (): void => undefined;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work);
    turn = next.catch(() => undefined);
    return next;
  };
  const lose = (code: string) => {
    if (closed) return;
    closed = true;
    cancel();
    ears.onLost(code);
  };
  reader.onGone(() => lose('reader_gone'));
  const learn = async (tag: Lying) => {
    try {
      tag.known = await knowTag(reader, tag.sighting);
      tag.code = null;
    } catch (error) {
      // What was known may no longer be so: it is learnt anew.
      tag.known = null;
      tag.code = faultCode(error);
    }
  };
  const meet = async (tag: Lying) => {
    if (tag.known !== null) return;
    await learn(tag);
    if (tag.known === null || closed) return;
    ears.onTag(tag.known, tag.told);
    tag.told = true;
  };
  /** What is there now against what was there before; says whether anything is another. */
  const look = async () => {
    const seen = await reader.inventory();
    const uids = new Set(seen.map(({ uid }) => uid));
    let changed = false;
    for (const tag of lying.values()) {
      tag.missed = uids.has(tag.uid) ? 0 : tag.missed + 1;
      if (tag.missed < MISSES) continue;
      lying.delete(tag.uid);
      changed = true;
    }
    for (const sighting of seen) {
      const { uid } = sighting;
      const tag = lying.get(uid) ?? {
        uid,
        known: null,
        code: null,
        sighting,
        missed: 0,
        told: false,
      };
      const before = tag.code;
      const fresh = !lying.has(uid);
      lying.set(uid, tag);
      const unknown = tag.known === null;
      await meet(tag);
      changed ||= fresh || tag.code !== before || (unknown && tag.known !== null);
    }
    if (changed) ears.onChange();
  };
  const round = async () => {
    try {
      await inTurn(async () => (closed ? undefined : look()));
      failures = 0;
    } catch (error) {
      failures += 1;
      const code = faultCode(error);
      if (code === 'reader_gone' || failures >= FAILURES) lose(code);
    }
    if (!closed) cancel = timers.after(LOOK_MS, () => void round());
  };
  void round();
  return {
    reader,
    tags: () => [...lying.values()],
    of: (uid) => lying.get(uid),
    withReader: (uid, work) =>
      inTurn(async () => {
        if (closed) throw new TagFault('reader_gone');
        try {
          return await work(reader);
        } finally {
          const tag = uid === null ? undefined : lying.get(uid);
          if (tag && !closed) await learn(tag);
          ears.onChange();
        }
      }),
    async close() {
      // A reader that hangs must not keep the desk open; what it was writing is on the list.
      closed = true;
      cancel();
      await reader.close().catch(() => undefined);
    },
  };
}
