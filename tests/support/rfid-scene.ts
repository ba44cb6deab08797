// A desk's RFID with the simulated reader, time and rows in the test's hand.

import { createChanges } from '../../src/main/desk/changes.ts';
import type { ReaderPorts } from '../../src/main/desk/devices/rfid/find-readers.ts';
import { createRfid } from '../../src/main/desk/devices/rfid/rfid.ts';
import type { Rfid } from '../../src/main/desk/devices/rfid/rfid.ts';
import { newSimulatedTag } from '../../src/main/desk/devices/rfid/simulated-reader.ts';
import type { SimulatedTag, Simulator } from '../../src/main/desk/devices/rfid/simulated-reader.ts';
import type { Kept } from '../../src/main/desk/outbox/kept.ts';
import { writeElementTag } from '../../src/shared/devices/rfid/model-elements.ts';
import type { Loan } from '../../src/shared/library/entities.ts';
import { COMMON_POLICIES, policiesOf } from '../../src/shared/library/policies.ts';
import type { PolicyValue } from '../../src/shared/library/policies.ts';
import { refuse } from '../../src/shared/lib/result.ts';
import { addMinutes } from '../../src/shared/lib/time.ts';
import { handTimers } from './hand-timers.ts';
import type { HandTimers } from './hand-timers.ts';
import { memoryKept } from './memory-kept.ts';

/** RFID in the test's hand. */
export interface RfidScene {
  rfid: Rfid;
  timers: HandTimers;
  kept: Kept;
  /** The hand over the pad; a reader must have been opened. */
  hand(): Simulator;
  /** Scans that went to the page. */
  scans: string[];
  /** Copies on loan by barcode; one that is missing is no copy. */
  lent: Map<string, boolean>;
  set(policy: string, value: PolicyValue): void;
  /** Somebody signs in, or nobody is there any more. */
  man(isManned: boolean): void;
  /** The library's time goes on by so many minutes. */
  forward(minutes: number): void;
  lines: string[];
}

const NONE = refuse('rfid_none');
const NO_PORTS: ReaderPorts = {
  profiles: [],
  loadHid: async () => NONE,
  loadSerial: async () => NONE,
  loadPcsc: async () => NONE,
  stop: () => undefined,
};

/** A loan of the copy whose id is its barcode in small letters. */
export function loanOf(barcode: string, closedOn: string | null): Loan {
  const copyId = barcode.toLowerCase();
  return { copyId, closedOn } as Loan;
}

/** A tag that the library wrote: in the library, EAS set. */
export function bookTag(uid: string, barcode: string, owner: string | null = null): SimulatedTag {
  const tag = { pii: barcode, owner, set: null, shelf: null };
  const written = writeElementTag(tag, { blockSize: 4, room: 112 });
  if (!written.ok) throw new Error(written.code);
  return { ...newSimulatedTag(uid, written.bytes), afi: 0x07, eas: true, dsfid: 6 };
}

/** Makes it, with the simulated reader open; `kept` of another scene is a restart of the program. */
export async function rfidScene(kept: Kept = memoryKept(), mayPretend = true): Promise<RfidScene> {
  const timers = handTimers();
  const changes = createChanges();
  const scans: string[] = [];
  const lines: string[] = [];
  const lent = new Map<string, boolean>();
  const values = new Map<string, PolicyValue>();
  let manned = true;
  let now = '2026-01-05T01:00:00.000Z';
  const rfid = createRfid({
    ports: NO_PORTS,
    timers,
    kept,
    changes,
    now: () => now,
    policies: () => {
      const rows = [...values].map(([id, value]) => ({ id, ver: 1, value }));
      return policiesOf(COMMON_POLICIES, rows);
    },
    mayPretend,
    isManned: () => manned,
    isLent: async (barcode) => lent.get(barcode) ?? null,
    barcodeOfCopy: (copyId) => copyId.toUpperCase(),
    onScan: (barcode) => void scans.push(barcode),
    log: (line) => void lines.push(line),
  });
  await rfid.choose('simulated');
  return {
    rfid,
    timers,
    kept,
    hand() {
      const simulator = rfid.simulator();
      if (!simulator) throw new Error('no simulated reader is open');
      return simulator;
    },
    scans,
    lent,
    set: (policy, value) => void values.set(policy, value),
    man(isManned) {
      manned = isManned;
      changes.tell(['session']);
    },
    forward: (minutes) => void (now = addMinutes(now, minutes)),
    lines,
  };
}

/** Rows of the fix list, as far as they say what to do. */
export function fixesOf({ rfid }: Pick<RfidScene, 'rfid'>) {
  return rfid.fixes().map(({ uid, want, code }) => ({ uid, want, code }));
}
