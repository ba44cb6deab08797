// Readers on serial ports, over the optional package `serialport`, loaded when it is first asked for.

import { refuse } from '../../../../shared/lib/result.ts';
import type { Refusal } from '../../../../shared/lib/result.ts';
import type { ByteLink } from './byte-link.ts';

/** A serial port of this machine. */
export interface SerialInfo {
  path: string;
  name: string;
}

/** The serial ports of this machine. */
export interface SerialPorts {
  list(): Promise<SerialInfo[]>;
  /** @throws with the system's words */
  open(path: string, baud: number): Promise<ByteLink>;
}

/** Loads the package; never throws. */
export async function loadSerial(): Promise<{ ok: true; ports: SerialPorts } | Refusal> {
  try {
    const { SerialPort } = await import('serialport');
    return {
      ok: true,
      ports: {
        async list() {
          const ports = await SerialPort.list();
          return ports.map(({ path, manufacturer }) => ({ path, name: manufacturer ?? path }));
        },
        async open(path, baud) {
          const port = new SerialPort({ path, baudRate: baud, autoOpen: false });
          await new Promise<void>((done, fail) => {
            port.open((error) => (error ? fail(error) : done()));
          });
          return {
            inReports: false,
            send: (frame) =>
              new Promise((done, fail) => {
                port.write(Buffer.from(frame), (error) => (error ? fail(error) : done()));
              }),
            onBytes: (hear) => void port.on('data', (bytes: Uint8Array) => hear(bytes)),
            onGone: (hear) => void port.on('close', hear).on('error', hear),
            close: () =>
              new Promise((done) => {
                if (port.isOpen) port.close(() => done());
                else done();
              }),
          };
        },
      },
    };
  } catch (error) {
    return refuse('rfid_no_serial', {
      why: error instanceof Error ? error.message : String(error),
    });
  }
}
