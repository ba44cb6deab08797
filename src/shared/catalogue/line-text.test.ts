// Lines of a table in two encodings come out as they were written, in any pieces.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encoded } from '../../../tests/support/marc-file.ts';
import { TEXT_DECODERS } from '../../node/text-decoders.ts';
import { lineDecoder } from './line-text.ts';

function decoded(bytes: Uint8Array, piece: number): string {
  const decoder = lineDecoder(TEXT_DECODERS);
  let text = '';
  for (let at = 0; at < bytes.length; at += piece) {
    text += decoder.write(bytes.subarray(at, at + piece));
  }
  return text + decoder.end();
}

it('takes each line for what it is', () => {
  const title = fc.constantFrom('数据结构教程,王珊', '红楼梦 = A dream,曹雪芹', '', 'ASCII,x');
  const line = fc.record({
    title,
    encoding: fc.constantFrom('utf8' as const, 'gb18030' as const),
    end: fc.constantFrom('\n', '\r\n', '\r'),
  });
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 12 }),
      fc.integer({ min: 1, max: 60 }),
      (all, piece) => {
        const file = Buffer.concat(
          all.map(({ title: text, encoding, end }) => encoded(text + end, encoding)),
        );
        expect(decoded(file, piece)).toBe(all.map(({ title: text, end }) => text + end).join(''));
      },
    ),
  );
});

it('gives up what is no text, and keeps no line for ever', () => {
  const broken = Buffer.concat([encoded('书', 'gb18030').subarray(0, 1), encoded('\n操作系统')]);
  expect(decoded(broken, 3)).toBe('\uFFFD\n操作系统');
  const long = encoded(`${'红楼梦'.repeat(300_000)}\n`, 'gb18030');
  expect(decoded(Buffer.concat([long, encoded('操作系统')]), 65_535)).toBe(
    `${'红楼梦'.repeat(300_000)}\n操作系统`,
  );
});
