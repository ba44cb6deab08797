// Courses come out of sheets as they went in, and damage is noticed rather than read.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelEnv, modelLibrary } from '../../../tests/support/model-library.ts';
import { unpackSheet } from '../../../tests/support/unpack-sheet.ts';
import { randomWork } from '../../../tests/support/model-run.ts';
import { QUEUES } from '../queues/index.ts';
import { QUEUE_NAMES } from '../queues/request.ts';
import type { QueueName } from '../queues/request.ts';
import { courseOf } from './course.ts';
import type { Course } from './course.ts';
import { packSheet } from './sheet.ts';
import { SheetFault, openSheet } from './sheet-columns.ts';
import type { PackedSheet } from './sheet-columns.ts';
import { joinSheets, spliceSheet } from './splice-sheet.ts';

function names() {
  const known: string[] = [''];
  return {
    numberOf: (name: string) => (known.includes(name) ? known.indexOf(name) : known.push(name) - 1),
    nameOf: (number: number) => known[number] ?? '',
  };
}

const rolls = Array.from({ length: 300 }, (_, place) => (place * 48_271 * 7919) % 2 ** 30);

/** Courses of a queue after random work. */
async function coursesOf(queue: QueueName): Promise<Course[]> {
  const world = modelLibrary();
  await randomWork(world, rolls, 200);
  const { calendars } = modelEnv.settings;
  const tools = { definition: QUEUES[queue], calendars, dueOf: () => null };
  return world
    .all('request')
    .filter((request) => request.queue === queue)
    .map((request, place) => {
      const events = world.all('event').filter(({ requestId }) => requestId === request.id);
      const known = { n: place + 1, request, dueAt: null, category: 'student', bundle: place };
      return courseOf(known, events, tools);
    });
}

const opened = (packed: PackedSheet) => openSheet((key) => packed.get(key) ?? null);

describe('a sheet', () => {
  it.each(QUEUE_NAMES)('keeps every course of %s', async (queue) => {
    const courses = await coursesOf(queue);
    expect(courses.length).toBeGreaterThan(0);
    const own = names();
    const packed = packSheet(courses.toReversed(), QUEUES[queue], own);
    expect(unpackSheet(opened(packed), QUEUES[queue], own)).toEqual(courses);
    const unaligned = openSheet((key) => {
      const bytes = packed.get(key) ?? new Uint8Array();
      const moved = new Uint8Array(bytes.length + 1);
      moved.set(bytes, 1);
      return moved.subarray(1);
    });
    expect(unpackSheet(unaligned, QUEUES[queue], own)).toEqual(courses);
  });

  it('takes changed courses in the place of others, as if it had been made of them', async () => {
    const courses = await coursesOf('reallocation');
    const own = names();
    const definition = QUEUES.reallocation;
    const some = fc.subarray(courses);
    fc.assert(
      fc.property(some, some, fc.subarray(courses.map(({ n }) => n)), (before, after, more) => {
        const gone = new Set([...after.map(({ n }) => n), ...more]);
        const changed = after.map((course) => ({ ...course, campus: 'elsewhere' }));
        const left = before.filter(({ n }) => !gone.has(n));
        const spliced = spliceSheet(
          opened(packSheet(before, definition, own)),
          opened(packSheet(changed, definition, own)),
          gone,
        );
        expect(spliced).toEqual(packSheet([...left, ...changed], definition, own));
      }),
    );
  });

  it('is the same made at once or a piece at a time', async () => {
    const courses = await coursesOf('delivery');
    const own = names();
    const pieces = [courses.slice(0, 2), courses.slice(2, 3), courses.slice(3)];
    const packed = pieces.map((piece) => packSheet(piece, QUEUES.delivery, own));
    expect(joinSheets(packed)).toEqual(packSheet(courses, QUEUES.delivery, own));
  });

  it('says which column is missing or too short', () => {
    const packed = packSheet([], QUEUES.delivery, names());
    packed.set('turns.day', new Uint8Array([1, 0]));
    expect(() => opened(packed).turns.day).toThrow(SheetFault);
    expect(() => openSheet(() => null).who.length).toThrow('column who.n');
  });
});
