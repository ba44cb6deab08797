// Figures that are shares of what could have been: fill rate, and the rates of what went otherwise.

import { DEEDS } from './deeds.ts';
import type { DeedKind } from './deeds.ts';
import { isAskedHere } from './gathering.ts';
import type { FigureDefinition } from './gathering.ts';

/**
 * Fill rate: filled (reached `ready`) ÷ (filled + unfilled (ended without)), by the day of either; `net` leaves out what
 * the reader called off before the decision, `gross` does not.
 */
const fillRate: FigureDefinition = {
  axis: 'time',
  measure: 'mean',
  series: [
    { key: 'net', unit: 'share' },
    { key: 'gross', unit: 'share' },
  ],
  reach: 'active',
  order: 'lowest',
  gather(sheet, ask, sink) {
    const { who, times } = sheet;
    for (let owner = 0; owner < who.length; owner += 1) {
      const fill = times.fill[owner] ?? 0;
      if (fill === 0 || !isAskedHere(sheet, ask, owner)) continue;
      const day = fill === 1 ? times.readyDay : times.endedDay;
      const step = ask.stepOf(day[owner] ?? 0);
      if (step < 0) continue;
      const n = who.n[owner] ?? 0;
      const value = fill === 1 ? 1 : 0;
      if (fill !== 3) sink.hit(step, 0, n, value);
      sink.hit(step, 1, n, value);
    }
  },
};

interface Rate {
  key: string;
  /** Deeds that are counted. */
  counts: DeedKind;
  /** Deeds that it is divided by; what is counted is one of them where it says so. */
  of: readonly DeedKind[];
}

/** Each rate: events of that kind ÷ events that could have been. */
const RATES: readonly Rate[] = [
  /** Came open again ÷ came to an end. */
  { key: 'reopen', counts: 'reopened', of: ['ended'] },
  /** Undos ÷ moves. */
  { key: 'undo', counts: 'undone', of: ['moved'] },
  /** Not collected from the hold shelf ÷ put there. */
  { key: 'lapse', counts: 'lapsed', of: ['shelved'] },
  /** Seen elsewhere, or told to be misrouted or wrong ÷ sent. */
  { key: 'misship', counts: 'misrouted', of: ['sent'] },
  /** Scans by a reading device ÷ all scans; the rest was typed. */
  { key: 'scan', counts: 'scanned', of: ['scanned', 'typed'] },
];

/** For each kind of deed what it adds to which rate. */
const PARTS_OF_RATES = DEEDS.map((kind) =>
  RATES.flatMap(({ counts, of }, series) =>
    counts === kind || of.includes(kind)
      ? [{ series, value: counts === kind ? 1 : 0, weight: of.includes(kind) ? 1 : 0 }]
      : [],
  ),
);

/** The rates by the day of the event. */
const rates: FigureDefinition = {
  axis: 'time',
  measure: 'mean',
  series: RATES.map(({ key }) => ({ key, unit: 'share' })),
  reach: 'active',
  order: 'highest',
  gather(sheet, ask, sink) {
    const { who, deeds } = sheet;
    for (let deed = 0; deed < deeds.length; deed += 1) {
      const step = ask.stepOf(deeds.day[deed] ?? 0);
      if (step < 0) continue;
      const owner = deeds.owner[deed] ?? 0;
      if (!isAskedHere(sheet, ask, owner)) continue;
      const n = who.n[owner] ?? 0;
      for (const { series, value, weight } of PARTS_OF_RATES[deeds.kind[deed] ?? 0] ?? []) {
        sink.hit(step, series, n, value, weight);
      }
    }
  },
};

/** They by name. */
export const RATE_FIGURES = { fill_rate: fillRate, rates };
