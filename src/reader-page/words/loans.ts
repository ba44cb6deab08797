// What the reader has borrowed.
import { both } from './both.ts';

export const loansWords = both(
  {
    title: '我的借阅',
    none: '目前没有借书。',
    lent: '{day} 借出',
    due: '应还 {day}',
    overdue: '已超期，应还 {day}',
  },
  {
    title: 'My loans',
    none: 'You have no books on loan.',
    lent: 'Lent {day}',
    due: 'Due {day}',
    overdue: 'Overdue since {day}',
  },
);
