// The state in which a book waits on the hold shelf; every queue that has one calls it so.

/** Whether a book waits there for its reader. */
export function hasPickup(state: string): boolean {
  return state === 'ready';
}
