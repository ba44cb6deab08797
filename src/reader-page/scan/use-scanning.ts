// From the button to the code: the camera is opened, looked at until two pictures say the same, and let go.

import { nextTick, onMounted, onUnmounted, ref, shallowRef } from 'vue';
import type { Ref } from 'vue';
import { hasLight, light, openCamera } from './camera.ts';
import type { CameraProblem } from './camera.ts';
import { codeReader } from './code-reader.ts';
import type { CodeReader } from './code-reader.ts';

/** Milliseconds between two looks. */
const PAUSE = 120;

/** `seen` gets each code once. */
export function useScanning(
  video: Readonly<Ref<HTMLVideoElement | null>>,
  seen: (code: string) => void,
) {
  const stream = shallowRef<MediaStream | null>(null);
  const problem = ref<CameraProblem | null>(null);
  const lit = ref<boolean | null>(null);
  let reader: CodeReader | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** A number without a check digit can be misread once, hardly twice alike. */
  let before: string | null = null;

  function stop(): void {
    clearTimeout(timer);
    for (const track of stream.value?.getTracks() ?? []) track.stop();
    stream.value = null;
    reader?.close();
    reader = null;
    before = null;
  }

  async function look(): Promise<void> {
    if (!reader || !video.value) return;
    const by = reader;
    const code = await by.read(video.value).catch(() => {
      if (by === reader) problem.value = 'decoder';
      return undefined;
    });
    if (by !== reader) return;
    if (code === undefined) return stop();
    if (code !== null && code === before) {
      stop();
      return seen(code);
    }
    before = code;
    timer = setTimeout(() => void look(), PAUSE);
  }

  async function start(): Promise<void> {
    problem.value = null;
    const opened = await openCamera();
    if (typeof opened === 'string') {
      problem.value = opened;
      return;
    }
    stream.value = opened;
    lit.value = hasLight(opened) ? false : null;
    reader = await codeReader();
    await nextTick();
    if (!video.value) return stop();
    video.value.srcObject = opened;
    await video.value.play().catch(() => undefined);
    await look();
  }

  async function turnLight(): Promise<void> {
    if (!stream.value) return;
    const wished = lit.value !== true;
    lit.value = (await light(stream.value, wished)) ? wished : null;
  }

  /** A phone that is put away lets the camera go. */
  const put = () => document.visibilityState === 'hidden' && stop();
  onMounted(() => document.addEventListener('visibilitychange', put));
  onUnmounted(() => {
    document.removeEventListener('visibilitychange', put);
    stop();
  });
  return { stream, problem, lit, start, stop, turnLight };
}
