// RFID over the files of a desk: its rows, its kept values, its scans.

import { cleanCode } from '../../../../shared/library/barcodes.ts';
import { refuse } from '../../../../shared/lib/result.ts';
import { rowById } from '../../db/statements.ts';
import { sqliteWorld } from '../../db/world.ts';
import type { Store } from '../../profile/store.ts';
import type { Timers } from '../../sync/ask.ts';
import type { Devices } from '../devices.ts';
import type { ReaderPorts } from './find-readers.ts';
import { createRfid } from './rfid.ts';
import type { Rfid } from './rfid.ts';

const NONE = refuse('rfid_none');

/** A desk that was started without readers; a demonstration may still have a simulated one. */
const NO_READERS: ReaderPorts = {
  profiles: [],
  loadHid: async () => NONE,
  loadSerial: async () => NONE,
  loadPcsc: async () => NONE,
  stop: () => undefined,
};

/** What it is made from. */
export interface DeskRfidParts {
  ports: ReaderPorts | undefined;
  timers: Timers;
  newId(): string;
  /** Somebody is signed in, and the desk is not locked. */
  isManned(): boolean;
  store: Store;
  devices: Pick<Devices, 'hand'>;
}

/** Makes the RFID of a desk. */
export function deskRfid({ ports, timers, newId, isManned, store, devices }: DeskRfidParts): Rfid {
  const run = newId();
  let n = 0;
  const now = () => store.clock.now();
  const statements = () => store.replica().statements;
  return createRfid({
    ports: ports ?? NO_READERS,
    timers,
    kept: store.outbox.kept,
    changes: store.changes,
    now,
    policies: () => store.settings().policies,
    isManned,
    mayPretend: store.base.demo !== null,
    async isLent(barcode) {
      const world = sqliteWorld(statements());
      const [copy] = await world.list('copyByBarcode', cleanCode(barcode).toUpperCase());
      return copy ? (await world.list('openLoanOf', copy.id)).length > 0 : null;
    },
    barcodeOfCopy: (copyId) => rowById(statements(), 'copy', copyId)?.barcode ?? null,
    onScan(barcode, uid) {
      n += 1;
      devices.hand({ n, run, text: barcode, source: 'rfid', device: uid, aim: null, at: now() });
    },
    log: store.log,
  });
}
