// One scan after the other: a copy that follows a card is for that card's reader, however fast both were scanned.

/** Gives what runs work in the order in which it came; work that fails lets the next go on. */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let line: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = line.then(work);
    line = turn.catch(() => undefined);
    return turn;
  };
}
