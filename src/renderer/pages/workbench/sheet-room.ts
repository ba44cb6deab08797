// How many rows of each part of the handover sheet fit on its one page beside everything else that may stand there.

/** Rows by part. */
export const ROOM = { dueFirst: 9, mine: 8, exceptions: 5, answers: 5 } as const;
