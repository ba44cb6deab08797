// Says which steps of a drawing the period cuts off, by their days; bars of them are paler, which says it too.

import { useI18n } from 'vue-i18n';
import type { FigureAnswer, FigureName } from '../../../shared/figures/names.ts';
import type { ChartData } from '../../charts/chart-data.ts';
import { LOOKS } from './figure-look.ts';
import { useFigureWords } from './use-figure-words.ts';

/** Makes the sentence of a drawing and of the steps that it draws; none where every step is whole. */
export function useCutNote(): (
  figure: FigureName,
  data: Pick<ChartData, 'cut'>,
  categories: FigureAnswer['categories'],
) => string[] {
  const { t } = useI18n();
  const words = useFigureWords();
  return (figure, { cut = [] }, categories) => {
    if (cut.length === 0) return [];
    const days = cut.map((place) => {
      const { from, to } = categories[place] ?? {};
      return words.span(from ?? '', to ?? '');
    });
    const isLines = LOOKS[figure].draw === 'lines';
    const steps = days.join(t('figures.and'));
    return [t(`figures.cut_${isLines ? 'steps' : 'bars'}`, { steps })];
  };
}
