// The phone's camera: opened, lit and let go, and why it cannot be used.

/** Why there is no picture; `insecure`: without TLS a browser gives a page no camera at all. */
export type CameraProblem = 'insecure' | 'none' | 'denied' | 'busy' | 'decoder';

/** The back of a phone, fine enough for the narrow bars of a book's label. */
const WANTED = {
  video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
  audio: false,
};

const BY_NAME: Readonly<Record<string, CameraProblem>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
};

/** What the browser's own error means for a reader. */
function problemOf(error: unknown): CameraProblem {
  return BY_NAME[error instanceof DOMException ? error.name : ''] ?? 'busy';
}

/** The stream of the camera, or why there is none. */
export async function openCamera(
  devices: MediaDevices | undefined = navigator.mediaDevices,
): Promise<MediaStream | CameraProblem> {
  if (devices === undefined) return 'insecure';
  try {
    return await devices.getUserMedia(WANTED);
  } catch (error) {
    return problemOf(error);
  }
}

type Lit = MediaTrackCapabilities & { torch?: boolean };

/** Whether the camera has a light that a page may switch. */
export function hasLight(stream: MediaStream): boolean {
  const [track] = stream.getVideoTracks();
  const can: Lit | undefined = track?.getCapabilities?.();
  return can?.torch === true;
}

/** Switches the light; gives whether it is as wished. */
export async function light(stream: MediaStream, on: boolean): Promise<boolean> {
  const [track] = stream.getVideoTracks();
  try {
    await track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
    return track !== undefined;
  } catch {
    return false;
  }
}
