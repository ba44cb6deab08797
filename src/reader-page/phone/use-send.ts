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

/** A wish that may or may not have come through. */
interface Open {
  text: string;
  requestId: string;
}

/**
 * `call` gets what is to be sent together with its `requestId`. Where the form is a draft, `draft` is its name: then the
 * wish keeps its name over a reload of the page too.
 */
export function useSend<B extends { requestId: string }, T>(
  call: (body: B) => Promise<Answer<T>>,
  draft?: string,
) {
  const { newRequestId, kept } = usePhone();
  const busy = ref(false);
  const failed = shallowRef<Failed | null>(null);
  const key = `wish/${draft ?? ''}`;
  let open = draft === undefined ? null : (kept.get(key) as Open | null);
  const keep = (wish: Open | null) => {
    open = wish;
    if (draft !== undefined) kept.set(key, wish);
  };
  async function send(body: Unnamed<B>): Promise<T | null> {
    if (busy.value) return null;
    busy.value = true;
    failed.value = null;
    const text = JSON.stringify(body);
    // Other words are another wish.
    const wish = open?.text === text ? open : { text, requestId: newRequestId() };
    keep(wish);
    const answer = await call({ ...body, requestId: wish.requestId } as unknown as B);
    busy.value = false;
    if (isSettled(answer)) keep(null);
    if (answer.ok) return answer.value;
    failed.value = answer.failed;
    return null;
  }
  return { send, busy, failed };
}
