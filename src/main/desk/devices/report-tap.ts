// Reports as they come, for whoever looks: nothing is kept while nobody does.

import type { DeviceReport } from '../../../shared/desk-contract/devices.ts';
import { toHex } from '../../../shared/devices/rfid/bytes.ts';
import type { CancelSignal } from '../../../shared/rpc/cancel.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import type { Understood } from './open-device.ts';

/** Reports that wait for one looker at most; of more the oldest go, and are counted. */
export const MOST_KEPT = 200;

/** What a page can look at. */
export interface ReportTap {
  /** A report of a device (null: its silence) and what it came to. */
  show(device: string, report: Uint8Array | null, understood: readonly Understood[]): void;
  look(device: string | null, signal: CancelSignal): AsyncIterable<DeviceReport>;
}

interface Looker {
  device: string | null;
  waiting: DeviceReport[];
  missed: number;
  wake(): void;
}

function asView(each: Understood): DeviceReport['understood'][number] {
  const nothing = { code: null, text: null, aim: null };
  if (each.is === 'code')
    return { ...nothing, is: 'code', text: each.code.text, aim: each.code.aim };
  if (each.is === 'status' || each.is === 'bad')
    return { ...nothing, is: each.is, code: each.code };
  return { ...nothing, is: each.is };
}

/** Makes it; `may` says whether anybody may look now. */
export function createReportTap(now: () => Instant, may: () => boolean): ReportTap {
  const lookers = new Set<Looker>();
  let n = 0;
  const give = (looker: Looker, report: DeviceReport) => {
    looker.waiting.push(report);
    if (looker.waiting.length > MOST_KEPT) {
      looker.waiting.shift();
      looker.missed += 1;
    }
    looker.wake();
  };
  return {
    show(device, report, understood) {
      n += 1;
      const wanted = [...lookers].filter((each) => each.device === null || each.device === device);
      if (wanted.length === 0 || !may()) return;
      const hex = report === null ? '' : toHex(report).toLowerCase();
      const shown = { n, device, at: now(), hex, understood: understood.map(asView), missed: 0 };
      for (const looker of wanted) give(looker, shown);
    },
    async *look(device, signal) {
      let wake = (): void => undefined;
      const me: Looker = { device, waiting: [], missed: 0, wake: () => wake() };
      lookers.add(me);
      signal.addEventListener('abort', me.wake, { once: true });
      try {
        while (!signal.aborted) {
          const next = me.waiting.shift();
          if (next) {
            const { missed } = me;
            me.missed = 0;
            if (may()) yield { ...next, missed };
          } else await new Promise<void>((resolve) => void (wake = resolve));
        }
      } finally {
        lookers.delete(me);
      }
    },
  };
}
