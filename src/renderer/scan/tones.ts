// Three tones made by the browser, so that an eye on the shelf need not be on the screen.

export type ToneKind = 'good' | 'wrong' | 'attention';

/** Notes as [Hz, start in s, length in s]. */
const NOTES: Record<ToneKind, [number, number, number][]> = {
  good: [
    [880, 0, 0.08],
    [1320, 0.08, 0.1],
  ],
  attention: [
    [660, 0, 0.12],
    [660, 0.18, 0.12],
  ],
  wrong: [
    [196, 0, 0.18],
    [147, 0.2, 0.28],
  ],
};

let audio: AudioContext | null = null;

/** Plays a tone; a browser without sound, or one that forbids it, stays silent. */
export function playTone(kind: ToneKind): void {
  if (typeof AudioContext === 'undefined') return;
  audio ??= new AudioContext();
  void audio.resume().catch(() => undefined);
  for (const [frequency, start, length] of NOTES[kind]) note(audio, frequency, start, length);
}

function note(context: AudioContext, frequency: number, start: number, length: number): void {
  const from = context.currentTime + start;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.type = frequency < 300 ? 'square' : 'sine';
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0.12, from);
  gain.gain.exponentialRampToValueAtTime(0.001, from + length);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(from);
  oscillator.stop(from + length);
}
