// A place of the walk in words: floor, then range or where a copy away from its shelves lies.

import { useI18n } from 'vue-i18n';
import { useLibrary } from '../../desk/use-library.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { StopPosition } from './group-stops.ts';

export interface PlaceWords {
  floor(position: Pick<StopPosition, 'floor' | 'away'>): string;
  place(position: StopPosition): string;
}

export function usePlaceWords(): PlaceWords {
  const { t } = useI18n();
  const library = useLibrary();
  const { pick } = useLanguage();
  return {
    floor: ({ floor, away }) => floor ?? t(away ? 'rounds.place.desk' : 'rounds.place.no_floor'),
    place({ code, collection, away }) {
      if (away) return t('rounds.place.away', { code });
      const name = pick(library.place(collection)?.name);
      const parts = [code, name].filter((part) => part !== '');
      return parts.length === 0 ? t('rounds.place.unknown') : parts.join(' · ');
    },
  };
}
