// Lets writing calls that arrive together go on together, so that the lane writes them in one group.
//
// A commit to SQLite keeps this process from hearing anything for some milliseconds, and then many calls are there at
// once. Handled one by one, each would find the lane idle and begin a group of its own: one commit a call.

/** Waits until what is here by now has been read. */
export type Gate = () => Promise<void>;

/** Makes a gate. */
export function createGate(): Gate {
  let waiting: (() => void)[] = [];
  const open = () => {
    const all = waiting;
    waiting = [];
    for (const go of all) go();
  };
  return () =>
    new Promise((go) => {
      waiting.push(go);
      // Twice round the loop: a body often comes with the turn after its head.
      if (waiting.length === 1) setImmediate(() => setImmediate(open));
    });
}
