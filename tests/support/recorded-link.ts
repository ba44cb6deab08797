// A link that plays a session which was written down: lines `> hex` are what the desk must send, lines `< hex` what then comes back.

import { fromHex, joined, sameBytes, toHex } from '../../src/shared/devices/rfid/bytes.ts';
import type { ByteLink } from '../../src/main/desk/devices/rfid/byte-link.ts';

/** The session as a link. */
export interface RecordedLink extends ByteLink {
  /** What stands there and was never asked. */
  left(): string;
  /** Pulls the cable. */
  cut(): void;
}

interface Line {
  sent: boolean;
  bytes: Uint8Array;
}

function linesOf(text: string): Line[] {
  return text.split('\n').flatMap((line) => {
    const [, mark, hex = ''] = /^([<>]) ([\dA-F ]*)/iu.exec(line) ?? [];
    const bytes = fromHex(hex);
    return mark === undefined || bytes === null ? [] : [{ sent: mark === '>', bytes }];
  });
}

/** Plays a session; a frame that does not stand there throws. Reports come filled up to 64 bytes. */
export function recordedLink(text: string, inReports: boolean): RecordedLink {
  const lines = linesOf(text);
  let hear = (_bytes: Uint8Array): void => undefined;
  let gone = (): void => undefined;
  return {
    inReports,
    async send(frame) {
      const next = lines.shift();
      if (!next?.sent || !sameBytes(next.bytes, frame)) {
        throw new Error(`sent ${toHex(frame)}, expected ${next ? toHex(next.bytes) : 'nothing'}`);
      }
      while (lines[0] && !lines[0].sent) {
        const { bytes } = lines.shift() ?? { bytes: new Uint8Array() };
        hear(inReports ? joined([bytes], 64) : bytes);
      }
    },
    onBytes: (listener) => void (hear = listener),
    onGone: (listener) => void (gone = listener),
    close: async () => undefined,
    left: () => lines.map(({ bytes }) => toHex(bytes)).join(' '),
    cut: () => gone(),
  };
}
