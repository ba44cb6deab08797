// The carriers that somebody set up for this service.

import type { Clock } from '../../shared/lib/time.ts';
import type { Timers } from '../service-port.ts';
import type { Carrier } from './carrier.ts';
import { emailCarrier } from './email.ts';
import { isAddress, mailServerOf, webhookOf } from './settings.ts';
import type { NoticeSettings } from './settings.ts';
import { webhookCarrier } from './webhook.ts';

const SHORTEST_SECRET = 16;

/** Carriers from settings; none where nothing is set. Throws an Error with a sentence where a setting cannot be used. */
export function carriersOf(
  settings: NoticeSettings,
  means: { clock: Clock; timers: Timers },
): Carrier[] {
  const carriers: Carrier[] = [];
  const { smtpUrl, from, webhookUrl, webhookSecret } = settings;
  if (smtpUrl !== null) {
    const server = mailServerOf(smtpUrl);
    if (from === null || !isAddress(from)) {
      throw new Error('E-mail notices need the address that they are sent from.');
    }
    carriers.push(emailCarrier({ server, from, ...means }));
  }
  if (webhookUrl !== null) {
    const url = webhookOf(webhookUrl);
    if (webhookSecret === null || webhookSecret.length < SHORTEST_SECRET) {
      throw new Error(`The webhook needs a secret of at least ${SHORTEST_SECRET} characters.`);
    }
    carriers.push(webhookCarrier({ url, secret: webhookSecret, ...means }));
  }
  return carriers;
}
