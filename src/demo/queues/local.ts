// Moments of the last days before the demo begins, written as people in Shanghai would.

import { millis } from '../../shared/lib/time.ts';

/** `06-05 14:20` of 2018 in Shanghai as ms. */
export function local(moment: string): number {
  const [day = '', time = ''] = moment.split(' ');
  return millis(`2018-${day}T${time}:00.000+08:00`);
}
