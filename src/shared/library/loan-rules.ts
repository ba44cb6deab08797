// Lines in which a library says for whom, and for what, loans follow other numbers than usual: `category=teacher;days=90`.

/** Numbers of a loan that a line may set. */
const RULE_NUMBERS = [
  'days',
  'limit',
  'renewals',
  'keep',
  'grace',
  'fine',
  'cap',
  'waiting',
] as const;
/** A number of a loan: days, copies at a time, renewals, days kept at least before a recall, days of grace, fen, fen, holds. */
export type RuleNumber = (typeof RULE_NUMBERS)[number];

/** What a line may ask of a loan. */
const RULE_CONDITIONS = ['category', 'collection', 'kind'] as const;
/** A condition: reader's category, code of the copy's home collection, `book` or `reserve`. */
export type RuleCondition = (typeof RULE_CONDITIONS)[number];

/** A line as it is applied: all its conditions hold, then its numbers count. */
export interface RuleLine {
  when: Partial<Record<RuleCondition, string>>;
  set: Partial<Record<RuleNumber, number>>;
}

function isOne<T extends string>(list: readonly T[], text: string): text is T {
  return (list as readonly string[]).includes(text);
}

/** Reads a line, `category=teacher;collection=N-LIT;days=90`; null where it is none. Days and numbers are whole. */
export function readRuleLine(text: string): RuleLine | null {
  const line: RuleLine = { when: {}, set: {} };
  for (const part of text.split(';')) {
    const [name = '', value = '', more] = part.split('=').map((each) => each.trim());
    if (value === '' || more !== undefined) return null;
    if (isOne(RULE_CONDITIONS, name)) line.when[name] = value;
    else if (isOne(RULE_NUMBERS, name) && /^\d{1,6}$/u.test(value)) line.set[name] = Number(value);
    else return null;
  }
  const { days } = line.set;
  const long = days !== undefined && (days < 1 || days > 3650);
  return long || Object.keys(line.set).length === 0 ? null : line;
}
