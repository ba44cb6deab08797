// How long copies are on their way. Unit: open minutes of the calendar of the campus that they leave.

import { ofFilter } from './gathering.ts';
import type { FigureDefinition } from './gathering.ts';

/**
 * Transit times by route: P50 and P90 of bh(picked, received) by the campuses that the copy left and came to, of what was
 * received in the period; a filter by campus means the one left. Ways of requests that the system opened count too: the
 * crate is the same.
 */
const transitRoutes: FigureDefinition = {
  axis: 'code',
  measure: 'percentiles',
  series: [
    { key: 'p50', unit: 'minutes' },
    { key: 'p90', unit: 'minutes' },
  ],
  reach: 'active',
  order: 'highest',
  gather(sheet, ask, sink) {
    const { who, legs } = sheet;
    const { campus } = ask.filter;
    const asked = ofFilter(sheet, ask);
    for (let leg = 0; leg < legs.length; leg += 1) {
      const day = legs.day[leg] ?? 0;
      const from = legs.from[leg] ?? 0;
      const owner = legs.owner[leg] ?? 0;
      if (day < ask.from || day > ask.to || (campus !== null && from !== campus)) continue;
      if (asked[owner] === 0) continue;
      const route = ask.categoryOf(`${from}>${legs.to[leg] ?? 0}`);
      sink.hit(route, 0, who.n[owner] ?? 0, legs.minutes[leg] ?? 0);
    }
  },
};

/** They by name. */
export const TRANSIT_FIGURES = { transit_routes: transitRoutes };
