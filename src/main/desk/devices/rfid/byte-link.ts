// Bytes to and from a reader, over HID reports or a serial port.

import type { HidConnection } from '../hid-port.ts';

/** A link; `inReports`: every piece is a report of its own, filled up with zeros. */
export interface ByteLink {
  inReports: boolean;
  /** @throws when the device is gone */
  send(frame: Uint8Array): Promise<void>;
  onBytes(hear: (bytes: Uint8Array) => void): void;
  onGone(hear: () => void): void;
  close(): Promise<void>;
}

/** Frames in reports of `size` bytes behind the report id. A device without ids (id 0) sends none in front. */
export function hidLink(
  connection: HidConnection,
  { id, size }: { id: number; size: number },
): ByteLink {
  return {
    inReports: true,
    async send(frame) {
      for (let at = 0; at < frame.length; at += size) {
        const report = new Uint8Array(size + 1);
        report[0] = id;
        report.set(frame.slice(at, at + size), 1);
        await connection.write(report);
      }
    },
    onBytes: (hear) =>
      connection.onReport((report) => {
        if (id === 0) hear(report);
        else if (report[0] === id) hear(report.slice(1));
      }),
    onGone: (hear) => connection.onGone(hear),
    close: () => connection.close(),
  };
}
