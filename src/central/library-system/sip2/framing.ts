// Lines out of a stream of bytes: ended by CR, LF or both, several in a packet or one in several packets.

/** A line without its end, or one that was longer than is taken and was cut away. */
export type Frame = { bytes: Uint8Array } | { tooLong: true };

/** Bytes of the longest line that is taken; the longest honest one names all copies of a reader. */
const LONGEST_LINE = 65_536;

const CR = 13;
const LF = 10;

/** Takes packets and gives the lines that they complete. */
export interface Framer {
  take(packet: Uint8Array): Frame[];
  /** What has come of a line that is not ended yet. */
  rest(): Uint8Array;
  /** Takes what has come for a whole line. */
  flush(): Frame[];
}

/** Makes it for one connection. */
export function createFramer(longest = LONGEST_LINE): Framer {
  let held: number[] = [];
  let cutting = false;
  const end = (): Frame[] => {
    const frame: Frame = cutting ? { tooLong: true } : { bytes: Uint8Array.from(held) };
    const empty = !cutting && held.length === 0;
    held = [];
    cutting = false;
    return empty ? [] : [frame];
  };
  return {
    take(packet) {
      const frames: Frame[] = [];
      for (const byte of packet) {
        if (byte === CR || byte === LF) frames.push(...end());
        else if (held.length >= longest) cutting = true;
        else held.push(byte);
      }
      return frames;
    },
    rest: () => Uint8Array.from(held),
    flush: end,
  };
}
