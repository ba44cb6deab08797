// The filters in words, for a file that leaves the page.

import { useI18n } from 'vue-i18n';
import type { FigureQuestion } from '../../../shared/figures/names.ts';
import { useLibrary } from '../../desk/use-library.ts';
import { useLanguage } from '../../i18n/use-language.ts';

/** Reader categories that have words. */
export const READER_CATEGORIES = ['undergraduate', 'postgraduate', 'teacher', 'staff'] as const;

/** Filters that narrow a question as [name, value]; none where nothing is narrowed. */
export function useFilterWords(): (
  question: Pick<FigureQuestion, 'campus' | 'collection' | 'category' | 'grain' | 'compare'>,
) => (readonly [string, string])[] {
  const { t } = useI18n();
  const library = useLibrary();
  const { pick } = useLanguage();
  const place = (id: string) => pick(library.name(id)) || id;
  const categoryName = (category: string) =>
    READER_CATEGORIES.some((each) => each === category)
      ? t(`queue.category.${category}`)
      : category;
  return ({ campus, collection, category, compare }) => [
    ...(campus === null ? [] : [[t('figures.filter.campus'), place(campus)] as const]),
    ...(collection === null ? [] : [[t('figures.filter.collection'), place(collection)] as const]),
    ...(category === null ? [] : [[t('figures.filter.category'), categoryName(category)] as const]),
    ...(compare === 'none'
      ? []
      : [[t('figures.filter.compare'), t(`figures.compare.${compare}`)] as const]),
  ];
}
