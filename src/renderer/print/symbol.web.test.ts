import { describe, expect, it } from 'vitest';
import { symbolAddress } from './symbol.ts';

const svgOf = (address: string | null) =>
  decodeURIComponent((address ?? '').replace('data:image/svg+xml,', ''));

/** Widths of bars and spaces in modules, from the vertical strokes of the picture. */
function widths(svg: string): number[] {
  const bars = [...svg.matchAll(/stroke-width="(\d+)" d="([^"]+)"/gu)]
    .flatMap(([, width, path]) =>
      [...(path ?? '').matchAll(/M([\d.]+) /gu)].map(([, x]) => ({
        from: Number(x) - Number(width) / 2,
        to: Number(x) + Number(width) / 2,
      })),
    )
    .toSorted((a, b) => a.from - b.from);
  return bars.flatMap((bar, index) => {
    const next = bars[index + 1];
    return next ? [(bar.to - bar.from) / 2, (next.from - bar.to) / 2] : [(bar.to - bar.from) / 2];
  });
}

describe('printed bar codes', () => {
  it('begins with start B or C and ends with the stop sign of Code 128', () => {
    const modules = widths(svgOf(symbolAddress('code128', 'N00012345')));
    expect(['211214', '211232']).toContain(modules.slice(0, 6).join(''));
    expect(modules.slice(-7).join('')).toBe('2331112');
    expect((modules.length - 7) % 6).toBe(0);
  });

  it('holds Chinese in a QR and says so when Code 128 cannot hold a text', () => {
    expect(svgOf(symbolAddress('qr', '书台测试'))).toContain('<path');
    expect(symbolAddress('code128', '书')).toBeNull();
    expect(symbolAddress('code128', '')).toBeNull();
  });
});
