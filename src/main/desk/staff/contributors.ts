// Who stands behind the figures: by kind of work over the library, by figure within each group.

import type { StaffRole } from '../../../shared/library/entities.ts';
import { isTimed } from '../../../shared/staff/measures.ts';
import type { OthersOf, Workers } from '../../../shared/staff/others.ts';
import { isCompared } from '../../../shared/staff/others.ts';
import type { WorkOf } from '../db/staff-sums.ts';

/** Figures of a group that rest on somebody's work. */
const GROUP_FIGURES = ['effort', 'scans', 'found', 'first'] as const;
type GroupFigure = (typeof GROUP_FIGURES)[number];

/** People of a role at a campus, all of them and those of each figure and of each timed kind of work. */
export interface GroupPeople {
  role: StaffRole;
  campus: string;
  all: Set<string>;
  figures: Record<GroupFigure, Set<string>>;
  tasks: Map<string, Set<string>>;
}

/** Everybody's part in the figures of a period. */
export interface Contributors {
  workers: Map<string, Map<string, number>>;
  groups: Map<string, GroupPeople>;
}

/** Nobody yet. */
export function noContributors(): Contributors {
  return { workers: new Map(), groups: new Map() };
}

function groupOf({ groups }: Contributors, { role, campus }: WorkOf): GroupPeople {
  const key = `${role}/${campus}`;
  const none = () => new Set<string>();
  const known = groups.get(key) ?? {
    role,
    campus,
    all: none(),
    figures: { effort: none(), scans: none(), found: none(), first: none() },
    tasks: new Map<string, Set<string>>(),
  };
  groups.set(key, known);
  return known;
}

/** Puts work of some days to what is known. */
export function contribute(to: Contributors, work: readonly WorkOf[]): void {
  for (const each of work) {
    const { actor, role, task, search, first, scan, n } = each;
    const { all, figures, tasks } = groupOf(to, each);
    all.add(actor);
    if (scan !== null) figures.scans.add(actor);
    if (search === 'found' || search === 'overlooked') {
      figures.found.add(actor);
      if (first) figures.first.add(actor);
    }
    if (task === null || !isTimed(role)) continue;
    figures.effort.add(actor);
    tasks.set(task, (tasks.get(task) ?? new Set<string>()).add(actor));
    const doers = to.workers.get(task) ?? new Map<string, number>();
    to.workers.set(task, doers.set(actor, (doers.get(actor) ?? 0) + n));
  }
}

/** How many people of a group stand behind its observed-to-expected. */
export function comparedPeople({ tasks }: GroupPeople, othersOf: OthersOf): number {
  const people = [...tasks].flatMap(([task, of]) => (isCompared(task, othersOf) ? [...of] : []));
  return new Set(people).size;
}

/** Kinds of work that are compared with others'. */
export function comparedTasks(workers: Workers, othersOf: OthersOf): string[] {
  return [...workers.keys()].filter((task) => isCompared(task, othersOf));
}
