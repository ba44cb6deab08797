// Staff pages as tests ask for them: again and again until their rows are made.

/** The answer once it is no longer being prepared; fails after a thousand questions. */
export async function settled<T extends { state: string }>(
  ask: () => Promise<T>,
): Promise<Exclude<T, { state: 'preparing' }>> {
  for (let left = 1000; ; left -= 1) {
    const answer = await ask();
    if (answer.state !== 'preparing') return answer as Exclude<T, { state: 'preparing' }>;
    if (left === 0) throw new Error(`not ready: ${JSON.stringify(answer)}`);
  }
}
