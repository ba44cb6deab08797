// What is sent to a scanner, byte by byte; which scanner takes which stands in its profile.

import type { ToldCommand } from './device-profile.ts';

/** A report on its way to a device, id first. */
export interface OutgoingReport {
  via: 'output' | 'feature';
  report: Uint8Array;
}

const HONEYWELL_REPORT = 0xfd;
const SYN = 0x16;
const CR = 0x0d;
/** An IBM/USB-OEM command is this long; the device numbers no reports, so the id before it is 0. */
const IBM_LENGTH = 11;

function bytesOf(hex: string): number[] {
  return (hex.match(/[0-9a-f]{2}/giu) ?? []).map((pair) => Number.parseInt(pair, 16));
}

/** Report of a command: bytes as they stand, Honeywell's `FD length SYN … CR`, or IBM's eleven bytes. */
export function commandReport(command: ToldCommand): OutgoingReport {
  const bytes = bytesOf(command.hex);
  switch (command.make) {
    case 'bytes':
      return { via: command.via, report: Uint8Array.from(bytes) };
    case 'honeywell': {
      const body = [SYN, ...bytes, CR];
      return { via: 'output', report: Uint8Array.from([HONEYWELL_REPORT, body.length, ...body]) };
    }
    default: {
      const report = new Uint8Array(1 + IBM_LENGTH);
      report.set(bytes.slice(0, IBM_LENGTH), 1);
      return { via: 'output', report };
    }
  }
}
