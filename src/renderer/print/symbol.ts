// Bar codes as vector pictures: Code 128 (ISO/IEC 15417) and QR (ISO/IEC 18004), as an address of an <img>.

import { code128, drawingSVG, qrcode } from 'bwip-js/browser';

/** Symbologies that the desk prints. */
export type SymbolKind = 'code128' | 'qr';

/** Wide enough for the quiet zones that both standards ask for, in modules. */
const QUIET = {
  code128: { paddingwidth: 10, paddingheight: 1 },
  qr: { paddingwidth: 4, paddingheight: 4 },
} as const;
/** Module width in px of the drawing; the picture is scaled by whoever shows it. */
const SCALE = 2;

/** What Code 128 scanners give back as it was printed. */
const ASCII = /^[\u0020-\u007e]+$/u;

function svgOf(kind: SymbolKind, text: string): string {
  const common = { text, scale: SCALE, backgroundcolor: 'ffffff', ...QUIET[kind] };
  if (kind === 'code128') return code128({ ...common, bcid: 'code128', height: 12 }, drawingSVG());
  const options = { ...common, bcid: 'qrcode', eclevel: 'M' };
  return qrcode(options, drawingSVG());
}

/** `data:` address of an SVG picture; null for a text that the symbology cannot hold. */
export function symbolAddress(kind: SymbolKind, text: string): string | null {
  if (text === '' || (kind === 'code128' && !ASCII.test(text))) return null;
  try {
    return `data:image/svg+xml,${encodeURIComponent(svgOf(kind, text))}`;
  } catch {
    // The library says by throwing that a text is too long.
    return null;
  }
}
