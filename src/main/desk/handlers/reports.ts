// Weekly and monthly reports, for whoever may see figures.

import { reportName } from '../../../shared/figures/report.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import { mustSee } from './figures.ts';

type Names = 'reports.make' | 'reports.kept' | 'reports.open' | 'reports.keep';

/** Makes the handlers of reports. */
export function reportHandlers(context: DeskContext): DeskHandlers<Names> {
  const { reports } = context;
  return {
    async 'reports.make'({ kind, day }, _caller, signal) {
      mustSee(context);
      return reports.make(kind, day, signal);
    },
    async 'reports.kept'() {
      mustSee(context);
      const files = reports.list();
      const kept = files.reports.map(({ kind, from, to, madeOn }) => ({
        name: reportName(kind, { from, to }),
        kind,
        from,
        to,
        madeOn,
      }));
      return { ...files, reports: kept, unwritten: reports.unwritten() };
    },
    async 'reports.open'({ name }) {
      mustSee(context);
      return reports.open(name);
    },
    async 'reports.keep'({ kind, day }) {
      mustSee(context);
      return reports.keep(kind, day);
    },
  };
}
