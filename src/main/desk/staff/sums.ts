// Everybody's sums and norms of a period: read some days at each question, kept until days that are over change.

import { addDays } from '../../../shared/library/zone.ts';
import { WEIGHT_DAYS, accuracyOf, normsOf } from '../../../shared/staff/measures.ts';
import type { Accuracy, Norms } from '../../../shared/staff/measures.ts';
import type { Workers } from '../../../shared/staff/others.ts';
import { tallyOf } from '../../../shared/staff/summing.ts';
import type { Period, WorkSum } from '../../../shared/staff/summing.ts';
import { allSums, minuteCounts, whoDid } from '../db/staff-sums.ts';
import type { Statements } from '../db/statements.ts';
import { contribute, noContributors } from './contributors.ts';
import type { Contributors, GroupPeople } from './contributors.ts';
import { DAY_MS } from '../../../shared/lib/time.ts';

/** Days that are read at a question: with a million requests some 50 ms. */
const DAYS = 10;

/** What a page compares with. */
export interface StaffSums {
  /** Norms of the period, and of the 90 days up to its end: the weights. */
  whole: Norms;
  recent: Norms;
  everybody: readonly WorkSum[];
  accuracy: Accuracy;
  /** Who did how much of each kind of timed work. */
  workers: Workers;
  /** Who worked in a role at a campus, by `role/campus`. */
  people: ReadonlyMap<string, GroupPeople>;
}

/** Sums of periods, and how far they have been read where they are not whole. */
export interface StaffSumsReader {
  of(period: Period): StaffSums | { done: number; of: number };
}

/** A period that is being read. */
interface Reading {
  next: string;
  sums: WorkSum[];
  minutes: Map<string, Map<number, number>>;
  contributors: Contributors;
  norms: Norms | null;
}

function readSome(statements: Statements, reading: Reading, { to }: Period): void {
  const end = addDays(reading.next, DAYS - 1);
  const days = { from: reading.next, to: end < to ? end : to };
  for (const sum of allSums(statements, days)) reading.sums.push(sum);
  for (const { task, minutes, n } of minuteCounts(statements, days)) {
    const known = reading.minutes.get(task) ?? new Map<number, number>();
    reading.minutes.set(task, known.set(minutes, (known.get(minutes) ?? 0) + n));
  }
  contribute(reading.contributors, whoDid(statements, days));
  reading.next = addDays(days.to, 1);
}

function normsFrom({ minutes }: Reading): Norms {
  return normsOf(
    [...minutes].flatMap(([task, counts]) =>
      [...counts].map(([of, n]) => ({ task, minutes: of, n })),
    ),
  );
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

function wholeSums(reading: Reading, recent: Norms): StaffSums {
  return {
    whole: reading.norms ?? new Map(),
    recent,
    everybody: reading.sums,
    accuracy: accuracyOf(tallyOf(reading.sums)),
    workers: reading.contributors.workers,
    people: reading.contributors.groups,
  };
}

/** Makes it; `epoch` tells when what was read no longer holds. */
export function createStaffSums(
  statements: () => Statements,
  epoch: () => number,
): StaffSumsReader {
  const readings = new Map<string, Reading>();
  const known = new Map<string, StaffSums>();
  let keptFor = '';
  /** The period read on by one piece; its norms once it is whole. */
  const readOn = (period: Period): Reading => {
    const key = `${period.from}/${period.to}`;
    const fresh = { next: period.from, sums: [], norms: null };
    const reading = readings.get(key) ?? {
      ...fresh,
      minutes: new Map<string, Map<number, number>>(),
      contributors: noContributors(),
    };
    readings.set(key, reading);
    if (reading.norms) return reading;
    readSome(statements(), reading, period);
    if (reading.next > period.to) reading.norms = normsFrom(reading);
    return reading;
  };
  return {
    of(period) {
      // Every period ends with the same day; those of days before are asked for no longer.
      const keep = `${epoch()}/${period.to}`;
      if (keptFor !== keep) {
        readings.clear();
        known.clear();
        keptFor = keep;
      }
      const key = `${period.from}/${period.to}`;
      const made = known.get(key);
      if (made) return made;
      const last = { from: addDays(period.to, 1 - WEIGHT_DAYS), to: period.to };
      const whole = readOn(period);
      const recent = whole.norms ? readOn(last) : whole;
      if (whole.norms && recent.norms) {
        const sums = wholeSums(whole, recent.norms);
        known.set(key, sums);
        return sums;
      }
      const begun = whole.norms ? last : period;
      return {
        done: daysBetween(begun.from, recent.next),
        of: daysBetween(begun.from, begun.to) + 1,
      };
    },
  };
}
