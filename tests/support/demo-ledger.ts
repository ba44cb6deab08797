// The demonstration library as a library system of its own has it: every copy with its title.

import { demoLibrary } from '../../src/demo/library.ts';

/** Titles by the barcodes of their copies; takes a second or two. */
export function demoLedger(): Record<string, string> {
  const titles = new Map<string, string>();
  const copies: { barcode: string; titleId: string }[] = [];
  for (const { kind, row } of demoLibrary({ cardHash: () => '' }).rows()) {
    if (kind === 'title') titles.set(row.id, row.title);
    else if (kind === 'copy') copies.push(row);
  }
  return Object.fromEntries(
    copies.map(({ barcode, titleId }) => [barcode, titles.get(titleId) ?? '']),
  );
}
