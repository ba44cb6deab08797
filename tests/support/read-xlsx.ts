// Reads Excel files back as another program would: the archive by its directory, the sheets by their XML.

import { crc32, inflateRawSync } from 'node:zlib';

/** The members of a ZIP archive; sizes and checksums must hold. */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const members = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, plain] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    const [name, extra, note] = [28, 30, 32].map((where) => bytes.readUInt16LE(at + where));
    const start = bytes.readUInt32LE(at + 42);
    const body = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const raw = bytes.subarray(body, body + packed);
    const text = bytes.readUInt16LE(at + 10) === 0 ? raw : inflateRawSync(raw);
    if (text.length !== plain || crc32(text) !== bytes.readUInt32LE(at + 16)) {
      throw new Error('a member of the archive is damaged');
    }
    members.set(bytes.toString('utf8', at + 46, at + 46 + (name ?? 0)), text);
    at += 46 + (name ?? 0) + (extra ?? 0) + (note ?? 0);
  }
  return members;
}

/** A cell as it was typed: `s` a text, `n` a number; `style` is its index. */
export interface ReadCell {
  type: 's' | 'n';
  value: string;
  style: number;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(xml: string): string {
  return xml
    .replaceAll(/&(?:#(\d+)|(\w+));/gu, (_, number: string, name: string) =>
      number ? String.fromCodePoint(Number(number)) : (ENTITIES[name] ?? ''),
    )
    .replaceAll(/_x([0-9A-F]{4})_/gu, (_, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    );
}

/** The cells of the first sheet by address. @throws Error where a formula stands */
export function readSheet(bytes: Buffer): Map<string, ReadCell> {
  const xml = unzip(bytes).get('xl/worksheets/sheet1.xml')?.toString('utf8') ?? '';
  if (/<f[ >]/u.test(xml)) throw new Error('there is a formula');
  const cells = new Map<string, ReadCell>();
  const pattern =
    /<c r="([A-Z]+\d+)" s="(\d+)"(?: t="inlineStr"><is><t xml:space="preserve">([^<]*)<\/t><\/is>|><v>([^<]*)<\/v>)<\/c>/gu;
  for (const [, address = '', style, text, number] of xml.matchAll(pattern)) {
    const type = text === undefined ? 'n' : 's';
    cells.set(address, { type, value: plain(text ?? number ?? ''), style: Number(style) });
  }
  return cells;
}
