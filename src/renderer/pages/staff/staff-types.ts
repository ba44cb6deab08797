// Parts of the answers that staff pages are made from.

import type { StaffFigure } from '../../../shared/desk-contract/staff.ts';
import type { Input, Output } from '../../desk/operations.ts';

type Ready<T> = Extract<T, { state: 'ready' }>;

export type Preparing = Extract<Output<'staff.page'>, { state: 'preparing' }>;
export type PersonPage = Ready<Output<'staff.page'>>;
export type StaffTimed = NonNullable<PersonPage['timed']>;
export type GroupsPage = Ready<Output<'staff.groups'>>;
export type Group = GroupsPage['groups'][number];
export type Span = Input<'staff.page'>['span'];

/** Whose rows are open, and of which figure. */
export interface OpenRows {
  subject: Input<'staff.rows'>['subject'];
  figure: StaffFigure;
  task: string | null;
  title: string;
}
