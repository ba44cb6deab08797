// Reads barcodes in pictures of the camera, beside the page, where the browser itself cannot: ZXing-C++ as WebAssembly.
// A worker has a policy of its own: only this file may compile WebAssembly, the page may not.

import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { FORMATS, codeOf } from './formats.ts';

prepareZXingModule({ overrides: { locateFile: () => wasm } });

async function codeIn(picture: ImageData): Promise<string | null> {
  const formats = FORMATS.map(({ decoder }) => decoder);
  const [first] = await readBarcodes(picture, { formats, maxNumberOfSymbols: 1 });
  return first ? codeOf(first.format, first.text) : null;
}

self.addEventListener('message', async ({ data }: MessageEvent<ImageData>) => {
  try {
    self.postMessage({ code: await codeIn(data) });
  } catch {
    self.postMessage({ failed: true });
  }
});
