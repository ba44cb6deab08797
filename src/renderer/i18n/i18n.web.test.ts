import { describe, expect, it } from 'vitest';
import { CIRCULATION_COMMANDS } from '../../shared/circulation/commands.ts';
import { STAFF_ROLES } from '../../shared/library/entities.ts';
import { COMMON_WORDS } from '../../shared/words/index.ts';
import { POLICY_OPTIONS } from '../../shared/library/policy-values.ts';
import { POLICY_DEFAULTS } from '../../shared/queues/policies.ts';
import { RAIL_PAGES } from '../frame/pages.ts';
import { CALENDAR, FUND, PLACE, REASON, STAFF, TEMPLATE, VENDOR } from '../pages/settings/kinds.ts';
import type { Words } from './both.ts';
import { AREAS, i18n } from './index.ts';

function keysOf(words: Words, path = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keysOf(value, `${path}${key}.`),
  );
}
const textsOf = (words: Words): string[] =>
  Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : textsOf(value)));
const holes = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name).toSorted();
const both = (key: string) =>
  (['zh', 'en'] as const).every((language) => i18n.global.te(key, language));

describe('page furniture', () => {
  it.each(Object.entries(AREAS))(
    '%s has the same keys in Chinese and English',
    (_area, { zh, en }) => {
      expect(keysOf(en)).toEqual(keysOf(zh));
    },
  );

  it.each(Object.entries(AREAS))(
    '%s says something everywhere, with the same holes',
    (_area, { zh, en }) => {
      const english = textsOf(en);
      textsOf(zh).forEach((text, index) => {
        expect(text).not.toBe('');
        expect(english[index]).not.toBe('');
        expect(holes(english[index] ?? ''), text).toEqual(holes(text));
      });
    },
  );

  it('says of every command about no queue what was done', () => {
    const others = ['copy.sighting', 'shelf.report', 'shelf.missing', 'practice.record'];
    const wanted = [...Object.keys(CIRCULATION_COMMANDS), ...others, 'feedback.send'].map(
      (type) => `sync.type.${type.replace('.', '_')}`,
    );
    expect(wanted.filter((key) => !both(key))).toEqual([]);
  });

  it('names every page, role, settings field and policy', () => {
    const fields = [STAFF, CALENDAR, PLACE, REASON, TEMPLATE, FUND, VENDOR].flatMap(
      (kind) => kind.fields,
    );
    const wanted = [
      ...RAIL_PAGES.filter(({ queue }) => queue === null).map(({ id }) => `frame.rail.${id}`),
      ...fields.map(({ name, word }) => `settings.field.${word ?? name}`),
      ...Object.keys(POLICY_DEFAULTS)
        .filter((key) => !key.includes('.target.'))
        .map((key) => `settings.policy.${key.replaceAll('.', '_')}`),
      ...Object.values(POLICY_OPTIONS)
        .flat()
        .map((option) => `settings.option.${option}`),
    ];
    expect(wanted.filter((key) => !both(key))).toEqual([]);
    for (const { roles } of Object.values(COMMON_WORDS)) {
      expect(Object.keys(roles)).toEqual(expect.arrayContaining([...STAFF_ROLES]));
    }
  });
});
