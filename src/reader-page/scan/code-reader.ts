// Finds a code in a picture of the camera: with the browser's own detector where it knows the formats (Chrome on Android
// and macOS), else with a decoder that is fetched when the camera is first opened (Safari, Firefox).

// oxlint-disable-next-line import/default -- the address of the built file, which Vite answers with
import workerAddress from './codes.worker.ts?worker&url';
import { FORMATS, codeOf } from './formats.ts';

/** Reads codes until it is closed. */
export interface CodeReader {
  /** The code in the picture; null where there is none. @throws where the decoder could not be fetched or run */
  read(video: HTMLVideoElement): Promise<string | null>;
  close(): void;
}

/** What the worker answers. */
type Decoded = { code: string | null } | { failed: true };

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ format: string; rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** Dots along the longer edge of a picture that is decoded: more costs time and finds nothing more. */
const LONGEST = 1280;

/** The browser's own detector; null where it has none, or one that does not know the formats. */
async function nativeReader(
  Made: DetectorClass | undefined = (globalThis as { BarcodeDetector?: DetectorClass })
    .BarcodeDetector,
): Promise<CodeReader | null> {
  const formats: string[] = FORMATS.map(({ native }) => native);
  if (!Made) return null;
  const known = await Made.getSupportedFormats().catch((): string[] => []);
  if (!formats.every((each) => known.includes(each))) return null;
  const detector = new Made({ formats });
  return {
    async read(video) {
      const [first] = await detector.detect(video);
      return first ? codeOf(first.format, first.rawValue) : null;
    },
    close: () => undefined,
  };
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string };
}
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
/** Trusted Types: the one address that may become a worker is the one that was built with the page. */
const policy = trustedTypes?.createPolicy('worker', { createScriptURL: () => workerAddress });

function pictures() {
  const canvas = document.createElement('canvas');
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  return (video: HTMLVideoElement): ImageData | null => {
    const { videoWidth, videoHeight } = video;
    if (!drawing || videoWidth === 0) return null;
    const scale = Math.min(1, LONGEST / Math.max(videoWidth, videoHeight));
    const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
    // A canvas that is given a size is a new one, so only where it differs.
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    drawing.drawImage(video, 0, 0, width, height);
    return drawing.getImageData(0, 0, width, height);
  };
}

/** The decoder of the page, in a worker of its own: the picture goes on moving while it works. */
function ownReader(): CodeReader {
  const worker = new Worker(policy?.createScriptURL(workerAddress) ?? workerAddress);
  const pictureOf = pictures();
  let settle: (decoded: Decoded) => void = () => undefined;
  worker.addEventListener('message', ({ data }: MessageEvent<Decoded>) => settle(data));
  worker.addEventListener('error', () => settle({ failed: true }));
  return {
    async read(video) {
      const picture = pictureOf(video);
      if (picture === null) return null;
      const decoded = await new Promise<Decoded>((resolve) => {
        settle = resolve;
        worker.postMessage(picture, [picture.data.buffer]);
      });
      if ('failed' in decoded) throw new Error('The decoder could not be run.');
      return decoded.code;
    },
    close: () => worker.terminate(),
  };
}

/** What reads codes on this phone. */
export async function codeReader(): Promise<CodeReader> {
  return (await nativeReader()) ?? ownReader();
}
