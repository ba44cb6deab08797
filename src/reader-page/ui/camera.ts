// The phone's camera as a reader of barcodes, where the browser can do that (`BarcodeDetector`, Shape Detection API).

/** What of the browser is used; a test hands over another one. */
export interface Seeing {
  open(): Promise<MediaStream>;
  read(video: HTMLVideoElement): Promise<string[]>;
}

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

/** What library labels and the page's own codes are printed in. */
const FORMATS = ['code_128', 'code_39', 'codabar', 'ean_13', 'itf', 'qr_code'];

/** The camera of this browser; null where it has none that reads barcodes. */
export function cameraOf(window: {
  BarcodeDetector?: unknown;
  navigator: Pick<Navigator, 'mediaDevices'>;
}): Seeing | null {
  const Made = window.BarcodeDetector as DetectorClass | undefined;
  // Without TLS a browser has no `mediaDevices` at all, whatever its type says.
  const devices = window.navigator.mediaDevices as MediaDevices | undefined;
  if (Made === undefined || devices === undefined) return null;
  let detector: Detector | null = null;
  return {
    open: () => devices.getUserMedia({ video: { facingMode: 'environment' }, audio: false }),
    async read(video) {
      detector ??= new Made({ formats: FORMATS });
      return (await detector.detect(video)).map(({ rawValue }) => rawValue);
    },
  };
}
