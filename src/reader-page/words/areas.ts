// Areas of the page's words by name.

import { askWords } from './ask.ts';
import { frameWords } from './frame.ts';
import { meWords } from './me.ts';
import { loansWords } from './loans.ts';
import { passWords } from './pass.ts';
import { requestsWords } from './requests.ts';
import { scanWords } from './scan.ts';
import { searchWords } from './search.ts';
import { sessionWords } from './session.ts';
import { voiceWords } from './voice.ts';

export const AREAS = {
  frame: frameWords,
  session: sessionWords,
  search: searchWords,
  ask: askWords,
  requests: requestsWords,
  loans: loansWords,
  pass: passWords,
  scan: scanWords,
  voice: voiceWords,
  me: meWords,
};
