// Something that is to be done once: the name that goes along stays the same until the service has answered, so that
// trying again after a lost line is the same wish and not a second one.

import { ref, shallowRef } from 'vue';
import type { Answer, Failed } from './answer.ts';
import { usePhone } from './phone.ts';

/** Whether the service has decided: a fault on its side, or too many calls, decide nothing. */
function isSettled(answer: Answer<unknown>): boolean {
  if (answer.ok) return true;
  const { failed } = answer;
  return failed.kind === 'refused' && failed.status < 500 && failed.status !== 429;
}

/** A body, each of its forms, as the screen knows it. */
export type Unnamed<B> = B extends unknown ? Omit<B, 'requestId'> : never;

/** `call` gets what is to be sent together with its `requestId`. */
export function useSend<B extends { requestId: string }, T>(call: (body: B) => Promise<Answer<T>>) {
  const { newRequestId } = usePhone();
  const busy = ref(false);
  const failed = shallowRef<Failed | null>(null);
  /** What may or may not have come through. */
  let open: { text: string; requestId: string } | null = null;
  async function send(body: Unnamed<B>): Promise<T | null> {
    if (busy.value) return null;
    busy.value = true;
    failed.value = null;
    const text = JSON.stringify(body);
    // Other words are another wish.
    if (open?.text !== text) open = { text, requestId: newRequestId() };
    const answer = await call({ ...body, requestId: open.requestId } as unknown as B);
    busy.value = false;
    if (isSettled(answer)) open = null;
    if (answer.ok) return answer.value;
    failed.value = answer.failed;
    return null;
  }
  return { send, busy, failed };
}
