// Reads a bar code as a scanner's camera does: from the dots that a printer lays down for a picture of the page.

import {
  BinaryBitmap,
  Code128Reader,
  DecodeHintType,
  HybridBinarizer,
  QRCodeReader,
  RGBLuminanceSource,
} from '@zxing/library';
import type { Locator } from 'playwright-core';

/** Dots for each pixel of the layout, 384 to the inch and others: a camera, too, looks again from nearer and farther. */
const DOTS = [4, 3, 6] as const;

/** Grey values of a picture in the size that the page gives it, a byte each; white around it, as on paper. */
async function dotsOf(
  picture: Locator,
  dots: number,
): Promise<{ width: number; height: number; grey: Uint8ClampedArray }> {
  const { width, height, bytes } = await picture.evaluate(async (element, dots) => {
    if (!(element instanceof HTMLImageElement)) throw new Error('no picture');
    await element.decode();
    const width = Math.round(element.width * dots);
    const height = Math.round(element.height * dots);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const drawing = canvas.getContext('2d');
    if (!drawing) throw new Error('no canvas');
    drawing.fillStyle = '#fff';
    drawing.fillRect(0, 0, width, height);
    drawing.drawImage(element, 0, 0, width, height);
    const { data } = drawing.getImageData(0, 0, width, height);
    // As text: a million numbers one by one would take half a minute on their way here.
    const grey = Array.from({ length: height }, (_, y) =>
      String.fromCharCode(
        ...Array.from({ length: width }, (__, x) => data[(y * width + x) * 4] ?? 255),
      ),
    );
    return { width, height, bytes: btoa(grey.join('')) };
  }, dots);
  return { width, height, grey: Uint8ClampedArray.from(Buffer.from(bytes, 'base64')) };
}

/** Finding a square code among other things fails for about one picture in thirty; these show nothing but the code. */
const HINTS = {
  code128: new Map([[DecodeHintType.TRY_HARDER, true]]),
  qr: new Map([[DecodeHintType.PURE_BARCODE, true]]),
};

function decoded(kind: 'code128' | 'qr', dots: Awaited<ReturnType<typeof dotsOf>>): string | Error {
  const { width, height, grey } = dots;
  const source = new RGBLuminanceSource(grey, width, height);
  const bitmap = new BinaryBitmap(new HybridBinarizer(source));
  const reader = kind === 'qr' ? new QRCodeReader() : new Code128Reader();
  try {
    return reader.decode(bitmap, HINTS[kind]).getText();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** What a decoder reads in a picture of the page. @throws Error of the decoder where it finds no code */
export async function readCode(kind: 'code128' | 'qr', picture: Locator): Promise<string> {
  let told: string | Error = new Error('no picture');
  for (const dots of DOTS) {
    told = decoded(kind, await dotsOf(picture, dots));
    if (typeof told === 'string') return told;
  }
  throw told;
}
