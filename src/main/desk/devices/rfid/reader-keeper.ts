// The one reader of this desk: opened when it is chosen and when the desk starts, opened again when it comes back.

import { refuse } from '../../../../shared/lib/result.ts';
import type { Refusal } from '../../../../shared/lib/result.ts';
import type { Bilingual } from '../../../../shared/library/entities.ts';
import type { Kept } from '../../outbox/kept.ts';
import type { Timers } from '../../sync/ask.ts';
import { findReaders } from './find-readers.ts';
import type { FoundReader, ReaderKind, ReaderPorts, ReadersFound } from './find-readers.ts';
import { openPad } from './pad.ts';
import type { Pad, PadEars } from './pad.ts';
import { TagFault } from './tag-reader.ts';
import type { TagReader } from './tag-reader.ts';
import { createSimulator } from './simulated-reader.ts';
import type { Simulator } from './simulated-reader.ts';

/** A reader that is missing is looked for so often (milliseconds). */
export const AGAIN_MS = 5000;
/** Longest wait for a reader that is looked for and opened (milliseconds). */
export const OPEN_MS = 15_000;
/** Longest wait for one that is closed (milliseconds). */
export const CLOSE_MS = 2000;

const CHOICE = 'rfidReader';
const SIMULATED = 'simulated';
const SIMULATED_NAME: Bilingual = {
  zh: '模拟读写器（演示）',
  en: 'Simulated reader (demonstration)',
};

/** How the reader stands. `none`: nobody has chosen one. */
export interface ReaderState {
  is: 'none' | 'opening' | 'open' | 'lost';
  id: string | null;
  kind: ReaderKind | null;
  name: Bilingual | null;
  why: Refusal | null;
}

/** What it hangs on. */
export interface KeeperParts {
  ports: ReaderPorts;
  timers: Timers;
  kept: Kept;
  /** The demonstration may have a simulated reader. */
  mayPretend: boolean;
  ears: Omit<PadEars, 'onLost'>;
}

/** Keeps it. */
export interface ReaderKeeper {
  state(): ReaderState;
  pad(): Pad | null;
  simulator(): Simulator | null;
  find(): Promise<ReadersFound>;
  /** Opens another reader, or none. */
  choose(id: string | null): Promise<{ ok: true } | Refusal>;
  /** Opens the one that was chosen before; the simulated one only by choosing it anew. */
  begin(): void;
  close(): Promise<void>;
}

const NONE: ReaderState = { is: 'none', id: null, kind: null, name: null, why: null };

function kindOf(id: string): ReaderKind {
  return (
    (['hid', 'serial', 'pcsc'] as const).find((kind) => id.startsWith(`${kind} `)) ?? SIMULATED
  );
}

/** Makes it; nothing is opened before `begin` or `choose`. */
export function keepReader({ ports, timers, kept, mayPretend, ears }: KeeperParts): ReaderKeeper {
  let state = NONE;
  let pad: Pad | null = null;
  let simulator: Simulator | null = null;
  let cancel = (): void => undefined;
  let giveUp = (): void => undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work);
    turn = next.catch(() => undefined);
    return next;
  };
  const be = (next: ReaderState) => {
    state = next;
    ears.onChange();
  };
  /** A reader that hangs ends as a silent one. @throws TagFault */
  const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
    const late = new Promise<never>((_, fail) => {
      giveUp = () => fail(new TagFault('reader_silent'));
    });
    const stop = timers.after(ms, giveUp);
    try {
      return await Promise.race([work, late]);
    } finally {
      stop();
    }
  };
  const shut = async (open: Pad | null) => {
    cancel();
    if (pad === open) pad = null;
    if (open) await within(CLOSE_MS, open.close()).catch(() => undefined);
  };
  const look = async (only?: ReaderKind): Promise<ReadersFound> => {
    const found =
      only === SIMULATED ? { readers: [], missing: [] } : await findReaders(ports, timers, only);
    if (!mayPretend || (only !== undefined && only !== SIMULATED)) return found;
    const open = async () => {
      simulator = createSimulator();
      return simulator.reader;
    };
    const pretended: FoundReader = {
      id: SIMULATED,
      kind: SIMULATED,
      name: SIMULATED_NAME,
      note: null,
      open,
    };
    return { ...found, readers: [...found.readers, pretended] };
  };
  const again = (id: string) => {
    cancel();
    if (!closed && id !== SIMULATED)
      cancel = timers.after(AGAIN_MS, () => void inTurn(() => open(id)));
  };
  const lost = (id: string, code: string) => {
    if (state.id !== id || closed) return;
    const was = pad;
    pad = null;
    be({ ...state, is: 'lost', why: refuse(code) });
    // Its port stays locked for everybody until it is closed, also for the next try.
    void inTurn(async () => {
      await shut(was);
      if (state.id === id && pad === null) again(id);
    });
  };
  const openFound = async (found: FoundReader): Promise<TagReader> => {
    const opened = found.open();
    try {
      return await within(OPEN_MS, opened);
    } catch (error) {
      // It may open after all, when nobody waits for it any more.
      void opened.then((reader) => reader.close()).catch(() => undefined);
      throw error;
    }
  };
  const open = async (id: string): Promise<{ ok: true } | Refusal> => {
    if (closed || (state.id !== id && state.id !== null)) return { ok: true };
    const nothing: ReadersFound = { readers: [], missing: [refuse('reader_silent')] };
    const { readers, missing } = await within(OPEN_MS, look(kindOf(id))).catch(() => nothing);
    if (closed) return { ok: true };
    const found = readers.find((each) => each.id === id);
    if (!found) {
      const why = missing[0] ?? refuse('rfid_no_reader');
      be({ is: 'lost', id, kind: kindOf(id), name: state.name, why });
      again(id);
      return why;
    }
    const { kind, name } = found;
    be({ is: 'opening', id, kind, name, why: null });
    try {
      const reader = await openFound(found);
      be({ is: 'open', id, kind, name, why: null });
      pad = openPad(reader, timers, { ...ears, onLost: (code) => lost(id, code) });
      return { ok: true };
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      const silent = error instanceof TagFault;
      const why = silent ? refuse(error.code) : refuse('rfid_not_opened', { why: text });
      be({ is: 'lost', id, kind, name, why });
      again(id);
      return why;
    }
  };
  return {
    state: () => state,
    pad: () => pad,
    simulator: () => (state.kind === SIMULATED ? simulator : null),
    find: () => look(),
    choose: (id) =>
      inTurn(async () => {
        await shut(pad);
        be(NONE);
        if (id === null || id === SIMULATED) kept.remove('desk', '', CHOICE);
        else kept.set('desk', '', CHOICE, id);
        return id === null ? { ok: true } : open(id);
      }),
    begin() {
      const id = kept.get('desk', '', CHOICE);
      if (typeof id === 'string') void inTurn(() => open(id));
    },
    async close() {
      closed = true;
      giveUp();
      await inTurn(() => shut(pad));
      ports.stop();
    },
  };
}
