// How the kinds that are about staff lie in their tables: practice, openings of pages, remarks.

const row = { id: 'plain', ver: 'plain' } as const;

/** Storage of their properties, a part of `COLUMNS`. */
export const STAFF_COLUMNS = {
  practice: {
    ...row,
    staffId: 'plain',
    day: 'plain',
    at: 'plain',
    exercises: 'plain',
    right: 'plain',
    seconds: 'plain',
    missed: 'json',
  },
  staff_opening: { ...row, staffId: 'plain', by: 'plain', day: 'plain', at: 'plain' },
  staff_remark: {
    ...row,
    staffId: 'plain',
    by: 'plain',
    at: 'plain',
    figure: 'plain',
    from: 'plain',
    to: 'plain',
    text: 'plain',
    answers: 'plain',
  },
} as const;
