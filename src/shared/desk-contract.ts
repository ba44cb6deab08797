// What a page may ask of a desk core, and the only way between them. Topics are table names of the replica,
// or `session`, `outbox`, `clock`, `views`, `memory`, `rfid`, `sync`, `devices`, `import`.

import { catalogueContract } from './desk-contract/catalogue.ts';
import { circulationContract } from './desk-contract/circulation.ts';
import { devicesContract } from './desk-contract/devices.ts';
import { exportsContract } from './desk-contract/exports.ts';
import { feedbackContract } from './desk-contract/feedback.ts';
import { figuresContract } from './desk-contract/figures.ts';
import { readerImportContract } from './desk-contract/reader-import.ts';
import { readersContract } from './desk-contract/readers.ts';
import { librarySystemContract } from './desk-contract/library-system.ts';
import { reportsContract } from './desk-contract/reports.ts';
import { requestsContract } from './desk-contract/requests.ts';
import { rfidContract } from './desk-contract/rfid.ts';
import { roundsContract } from './desk-contract/rounds.ts';
import { searchContract } from './desk-contract/search.ts';
import { sessionContract } from './desk-contract/session.ts';
import { settingsContract } from './desk-contract/settings.ts';
import { shelvingContract } from './desk-contract/shelving.ts';
import { staffContract } from './desk-contract/staff.ts';
import { syncContract } from './desk-contract/sync.ts';
import { tellingContract } from './desk-contract/telling.ts';

/** The desk's contract. */
export const deskContract = {
  ...sessionContract,
  ...requestsContract,
  ...searchContract,
  ...settingsContract,
  ...figuresContract,
  ...syncContract,
  ...roundsContract,
  ...devicesContract,
  ...rfidContract,
  ...catalogueContract,
  ...exportsContract,
  ...reportsContract,
  ...shelvingContract,
  ...staffContract,
  ...circulationContract,
  ...librarySystemContract,
  ...feedbackContract,
  ...readersContract,
  ...readerImportContract,
  ...tellingContract,
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
  ScanMeaning,
  ScanPick,
  SettingsKind,
} from './desk-contract/views.ts';
