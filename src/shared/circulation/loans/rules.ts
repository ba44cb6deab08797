// Which numbers a loan follows: the library's usual ones, and the lines for this reader's category, this collection, this kind.

import { readRuleLine } from '../../library/loan-rules.ts';
import type { RuleCondition, RuleLine, RuleNumber } from '../../library/loan-rules.ts';
import type { Copy, Place } from '../../library/entities.ts';
import type { Policies } from '../../library/policies.ts';

/** What a rule looks at; a reader's category alone, where no copy is meant. */
export type RuleSubject = Partial<Record<RuleCondition, string>>;

/** The numbers of one loan; money in fen, days whole. */
export interface LoanRule {
  days: number;
  /** Copies at a time. */
  limit: number;
  renewals: number;
  /** Days kept at least before a recall counts. */
  keepDays: number;
  /** Open days late that cost nothing. */
  graceDays: number;
  finePerDay: number;
  fineCap: number;
  /** Waiting readers that stop a renewal; 0: none does. */
  renewalHolds: number;
}

const USUAL: Record<RuleNumber, string> = {
  days: 'loan.days',
  limit: 'loan.limit',
  renewals: 'loan.renewals',
  keep: 'loan.recall_keep_days',
  grace: 'loan.grace_days',
  fine: 'loan.fine_per_day',
  cap: 'loan.fine_cap',
  waiting: 'loan.renewal_holds',
};

const READ = new WeakMap<Policies, RuleLine[]>();

/** The library's lines, read once for each set of policies; what is none is left out. */
export function ruleLines(policies: Policies): RuleLine[] {
  let lines = READ.get(policies);
  if (!lines) {
    lines = policies.list('loan.rules').flatMap((text) => readRuleLine(text) ?? []);
    READ.set(policies, lines);
  }
  return lines;
}

/** Whether a line is about the subject. */
export function isAbout({ when }: RuleLine, subject: RuleSubject): boolean {
  return Object.entries(when).every(([name, value]) => subject[name as RuleCondition] === value);
}

/** What a loan of the copy to somebody of the category is for a rule; `place` finds its home collection. */
export function ruleSubject(
  category: string | null,
  copy: Pick<Copy, 'home' | 'courseReserve'>,
  place: (id: string) => Place | undefined,
): RuleSubject {
  return {
    ...(category === null ? {} : { category }),
    collection: place(copy.home)?.code ?? copy.home,
    kind: copy.courseReserve ? 'reserve' : 'book',
  };
}

/** The numbers for a subject: of several lines about it the later one wins, number by number. */
export function ruleFor(policies: Policies, subject: RuleSubject): LoanRule {
  const lines = ruleLines(policies).filter((line) => isAbout(line, subject));
  const number = (name: RuleNumber) =>
    lines.findLast(({ set }) => set[name] !== undefined)?.set[name] ?? policies.number(USUAL[name]);
  return {
    days: number('days'),
    limit: number('limit'),
    renewals: number('renewals'),
    keepDays: number('keep'),
    graceDays: number('grace'),
    finePerDay: number('fine'),
    fineCap: number('cap'),
    renewalHolds: number('waiting'),
  };
}
