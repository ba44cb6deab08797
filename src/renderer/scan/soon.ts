// When a scan is said to be looked for: an answer that is there sooner is drawn once, not after a "looking" that nobody can read.

/** Milliseconds from a scan until its being asked is shown; desks answer in 5 to 20. */
export const SOON_MS = 80;
