// Reports of scanners that are not in Honeywell's layout.

import { posReports } from '../../support/hand-hid.ts';

/** In the layout of Zebra: one byte further on, the length in two. */
export function zebraReports(data: string, aim: string): Uint8Array[] {
  return posReports(data, aim).map((report) => {
    const moved = new Uint8Array(64);
    moved.set([2, report[1] ?? 0, 0]);
    moved.set(report.subarray(2, 61), 3);
    moved[62] = report[61] ?? 0;
    moved[63] = report[63] ?? 0;
    return moved;
  });
}

const SIGNS: Record<string, number> = { '\n': 0x28, '-': 0x2d, '0': 0x27 };

/** Boot reports of a keyboard: each key pressed, then let go. */
export function keyReports(text: string): Uint8Array[] {
  return [...text].flatMap((sign) => {
    const letter = /[a-z]/iu.test(sign);
    const place = letter
      ? sign.toLowerCase().charCodeAt(0) - 0x61 + 0x04
      : (SIGNS[sign] ?? sign.charCodeAt(0) - 0x31 + 0x1e);
    const shift = letter && sign === sign.toUpperCase() ? 0x02 : 0;
    return [Uint8Array.from([shift, 0, place, 0, 0, 0, 0, 0]), new Uint8Array(8)];
  });
}
