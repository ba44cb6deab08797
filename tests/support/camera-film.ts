// A film for Chromium's own fake camera: a bar code on paper, a little aslant of the middle, as Y4M (raw 4:2:0 frames).

import { writeFileSync } from 'node:fs';
import bwip from 'bwip-js/node';

const [WIDTH, HEIGHT] = [1280, 720];
/** Frames of the film, which the camera shows over and over. */
const FRAMES = 4;
const [WHITE, BLACK] = [235, 16];

/** Kinds of codes, by the names that bwip-js has for them. */
export type CodeKind = 'code128' | 'code39' | 'rationalizedCodabar' | 'ean13' | 'qrcode';

interface Linear {
  sbs: number[];
}
interface Matrix {
  pixs: number[];
  pixx: number;
  pixy: number;
}

/** Whether the dot at a place of the code is dark, both in modules. */
function darkOf(code: Linear | Matrix): {
  wide: number;
  high: number;
  at(x: number, y: number): boolean;
} {
  if ('pixs' in code) {
    const { pixs, pixx: wide, pixy: high } = code;
    return { wide, high, at: (x, y) => pixs[y * wide + x] === 1 };
  }
  const bars = code.sbs.flatMap((width, n) => Array.from({ length: width }, () => n % 2 === 0));
  return { wide: bars.length, high: Math.round(bars.length / 3), at: (x) => bars[x] === true };
}

function brightness(kind: CodeKind, text: string): Buffer {
  const [drawn] = bwip.raw(kind, text, '') as (Linear | Matrix)[];
  if (!drawn) throw new Error(`nothing was drawn for ${text}`);
  const { wide, high, at } = darkOf(drawn);
  const module = Math.floor(Math.min((WIDTH * 0.7) / wide, (HEIGHT * 0.7) / high));
  const [left, top] = [
    Math.floor((WIDTH - module * wide) / 2),
    Math.floor((HEIGHT - module * high) / 2),
  ];
  const grey = Buffer.alloc(WIDTH * HEIGHT, WHITE);
  for (let y = 0; y < module * high; y += 1) {
    for (let x = 0; x < module * wide; x += 1) {
      if (!at(Math.floor(x / module), Math.floor(y / module))) continue;
      grey[(top + y) * WIDTH + left + x] = BLACK;
    }
  }
  return grey;
}

/** Puts a code before the camera: Chromium reads the file anew whenever the camera is opened. */
export function film(file: string, kind: CodeKind, text: string): void {
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), brightness(kind, text), colour]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([head, ...Array.from({ length: FRAMES }, () => frame)]));
}
