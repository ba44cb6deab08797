// Courses come out of sheets as they went in, and damage is noticed rather than read.
import { describe, expect, it } from 'vitest';
import { modelEnv, modelLibrary } from '../../../tests/support/model-library.ts';
import { randomWork } from '../../../tests/support/model-run.ts';
import { QUEUES } from '../queues/index.ts';
import { QUEUE_NAMES } from '../queues/request.ts';
import { courseOf } from './course.ts';
import { packSheet, unpackSheet } from './sheet.ts';
import { SheetFault, openSheet } from './sheet-columns.ts';

function names() {
  const known: string[] = [''];
  return {
    numberOf: (name: string) => (known.includes(name) ? known.indexOf(name) : known.push(name) - 1),
    nameOf: (number: number) => known[number] ?? '',
  };
}

const rolls = Array.from({ length: 300 }, (_, place) => (place * 48_271 * 7919) % 2 ** 30);

describe('a sheet', () => {
  it('keeps every course of every queue', async () => {
    const world = modelLibrary();
    await randomWork(world, rolls, 200);
    const { settings } = modelEnv;
    for (const queue of QUEUE_NAMES) {
      const tools = { definition: QUEUES[queue], calendars: settings.calendars, dueOf: () => null };
      const courses = world
        .all('request')
        .filter((request) => request.queue === queue)
        .map((request, place) => {
          const events = world.all('event').filter(({ requestId }) => requestId === request.id);
          const known = { n: place + 1, request, dueAt: null, category: 'student', bundle: place };
          return courseOf(known, events, tools);
        });
      expect(courses.length).toBeGreaterThan(0);
      const own = names();
      const packed = packSheet(courses.toReversed(), QUEUES[queue], own);
      const sheet = openSheet((key) => packed.get(key) ?? null);
      expect(unpackSheet(sheet, QUEUES[queue], own)).toEqual(courses);
      const unaligned = openSheet((key) => {
        const bytes = packed.get(key) ?? new Uint8Array();
        const moved = new Uint8Array(bytes.length + 1);
        moved.set(bytes, 1);
        return moved.subarray(1);
      });
      expect(unpackSheet(unaligned, QUEUES[queue], own)).toEqual(courses);
    }
  });

  it('says which column is missing or too short', () => {
    const packed = packSheet([], QUEUES.delivery, names());
    packed.set('turns.day', new Uint8Array([1, 0]));
    const sheet = openSheet((key) => packed.get(key) ?? null);
    expect(() => sheet.turns.day).toThrow(SheetFault);
    expect(() => openSheet(() => null).who.length).toThrow('column who.n');
  });
});
