// A browser whose camera and detector a test hands over.

import { vi } from 'vitest';

/** What of a track is used. */
export interface Track {
  stop(): void;
  getCapabilities?(): { torch?: boolean };
  applyConstraints?(wished: object): Promise<void>;
}

export function streamOf(track: Track): MediaStream {
  const tracks = [track];
  return { getTracks: () => tracks, getVideoTracks: () => tracks } as unknown as MediaStream;
}

/** The camera sees these things one after another; `open` is what the browser does when it is asked for it. */
export function withCamera(
  seen: { format: string; rawValue: string }[][],
  open: () => Promise<MediaStream>,
): void {
  vi.stubGlobal(
    'BarcodeDetector',
    class {
      static async getSupportedFormats() {
        return ['code_128', 'code_39', 'codabar', 'ean_13', 'qr_code'];
      }
      async detect() {
        return seen.shift() ?? [];
      }
    },
  );
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: open } });
  Object.defineProperty(HTMLVideoElement.prototype, 'srcObject', { writable: true, value: null });
  HTMLVideoElement.prototype.play = async () => undefined;
}
