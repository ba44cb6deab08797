// How a device and what it sent are put into words and shapes.

import type {
  DeviceReport,
  DeviceState,
  DeviceView,
} from '../../../shared/desk-contract/devices.ts';
import { symbologyOf } from '../../../shared/devices/aim.ts';
import type { ChipKind } from '../../ui/status-chip.vue';

const CHIPS: Record<DeviceState, ChipKind> = {
  reading: 'good',
  opening: 'in_progress',
  alone: 'plain',
  denied: 'wrong',
  failed: 'wrong',
  closed: 'attention',
  gone: 'paused',
};

/** The shape and colour of a state. */
export function chipOf(state: DeviceState): ChipKind {
  return CHIPS[state];
}

/** What the device calls itself; empty where it says nothing. */
export function nameOf({ manufacturer, product }: DeviceView): string {
  return product || manufacturer;
}

/** Four hexadecimal digits, as vendors and usages are written. */
export function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}

/** Bytes with a blank between each two; a long row of zeros, as it fills a report up, by their number. */
export function hexText(hex: string): string {
  const bytes = hex.toUpperCase().match(/../gu) ?? [];
  return bytes
    .join(' ')
    .replaceAll(/(?<![\dA-F])00(?: 00){7,}/gu, (zeros) => `00×${(zeros.length + 1) / 3}`);
}

type Understood = DeviceReport['understood'][number];
type Translate = (key: string, named?: Record<string, unknown>) => string;

function aimText(aim: string, t: Translate): string {
  const symbology = symbologyOf(aim);
  return symbology === null
    ? t('devices.understood.aim_only', { aim })
    : t('devices.understood.aim', { aim, symbology: t(`devices.symbology.${symbology}`) });
}

/** What one report came to, as a sentence. */
export function understoodText(each: Understood, t: Translate): string {
  switch (each.is) {
    case 'code': {
      const code = t('devices.understood.code', { text: each.text ?? '' });
      return each.aim === null ? code : `${code} · ${aimText(each.aim, t)}`;
    }
    case 'part':
      return t('devices.understood.part');
    default:
      return t(`devices.${each.is}.${each.code ?? 'status'}`);
  }
}
