// What is filled in for an action, and the body that comes of it.

export const REASONS = ['reader_cancel', 'reader_found', 'duplicate', 'other'] as const;
export const PROBLEMS = ['damaged', 'wrong_item', 'other'] as const;

export interface ActionFields {
  reason: (typeof REASONS)[number];
  where: string;
  note: string;
  answer: string;
  slot: string;
  problem: (typeof PROBLEMS)[number];
  stars: number;
  text: string;
}

export const blankFields = (): ActionFields => ({
  reason: 'reader_cancel',
  where: '',
  note: '',
  answer: '',
  slot: '',
  problem: 'damaged',
  stars: 0,
  text: '',
});

const given = (name: string, text: string) => (text.trim() === '' ? {} : { [name]: text.trim() });

/** The body of an action's call, without what does not belong to it. */
export function bodyOf(action: string, fields: ActionFields): object {
  const { reason, where, note, answer, slot, problem, stars, text } = fields;
  switch (action) {
    case 'cancel':
      return {
        reason,
        ...(reason === 'reader_found' ? given('where', where) : {}),
        ...(reason === 'other' ? given('note', note) : {}),
      };
    case 'answer':
      return { answer };
    case 'slot':
      return { slot };
    case 'problem':
      return { reason: problem, ...given('note', note) };
    case 'rate':
      return { stars, ...given('text', text) };
    default:
      return {};
  }
}
