// A service that is asked too often says how many seconds to wait: short waits are nobody's business but the page's.

/** Longest wait, in seconds, that is waited for without a word, and how often. */
const LONGEST = 3;
const TIMES = 3;

const seconds = (response: Response): number => Number(response.headers.get('retry-after') ?? NaN);

/**
 * Fetches as `fetched` does, and again after the wait that a 429 asks for where it is short. Calls of the page carry
 * their own names, so that none is done twice. `wait` takes milliseconds.
 */
export function patient(
  fetched: typeof fetch,
  wait: (milliseconds: number) => Promise<void>,
): (address: string, init: RequestInit) => Promise<Response> {
  return async (address, init) => {
    let response = await fetched(address, init);
    for (let time = 0; time < TIMES && response.status === 429; time += 1) {
      const asked = seconds(response);
      if (!(asked <= LONGEST)) break;
      await wait(asked * 1000);
      response = await fetched(address, init);
    }
    return response;
  };
}
