// What a page may ask of a desk core, and the only way between them. Topics are table names of the replica,
// or `session`, `outbox`, `clock`, `views`, `memory`.

import { figuresContract } from './desk-contract/figures.ts';
import { requestsContract } from './desk-contract/requests.ts';
import { searchContract } from './desk-contract/search.ts';
import { sessionContract } from './desk-contract/session.ts';
import { settingsContract } from './desk-contract/settings.ts';

/** The desk's contract. */
export const deskContract = {
  ...sessionContract,
  ...requestsContract,
  ...searchContract,
  ...settingsContract,
  ...figuresContract,
};
/** Its type, from which client and handlers are derived. */
export type DeskContract = typeof deskContract;

export type {
  RequestLine,
  RequestFilters,
  QueueTab,
  RequestSort,
  AdviceLine,
  LegalAction,
  RequestDetail,
  ScanCard,
  SettingsKind,
} from './desk-contract/views.ts';
