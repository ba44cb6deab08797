// How many rows of each part of the handover sheet fit on its one page beside everything else that may stand there.

/** Rows by part. */
export const ROOM = { dueFirst: 9, mine: 7, exceptions: 4, answers: 4 } as const;
