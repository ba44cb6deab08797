// What was practised of shelf order, as a replicated row.

import type { Day, Instant } from '../lib/time.ts';
import type { Row } from './entities.ts';

/** One sitting of shelving practice; everybody's own learning curve is made of them. */
export interface Practice extends Row {
  staffId: string;
  day: Day;
  at: Instant;
  exercises: number;
  right: number;
  /** Time it took, in seconds. */
  seconds: number;
  /** Call numbers of the exercises that went wrong, each in its right order. */
  missed: string[][];
}
