// Every command that is neither an action of a request nor the saving of a settings row, and what carries it out.

import { CIRCULATION_COMMANDS } from '../../circulation/commands.ts';
import type { Act } from '../engine/run.ts';
import { putCatalogue } from './catalogue-put.ts';
import { sendFeedback } from './feedback.ts';
import { closeManifest } from './manifest-close.ts';
import { recordPractice } from './practice-record.ts';
import { exportReaders, reveal } from './reader-data.ts';
import { reportMissing, reportShelf } from './shelf-report.ts';
import { recordSighting } from './sighting.ts';
import { openPage, remarkOnPage } from './staff-page.ts';
import { UNLINK_COMMANDS } from './unlink.ts';

/** What carries a command out, by its type. */
export const COMMANDS: Readonly<Record<string, Act>> = {
  'copy.sighting': recordSighting,
  'manifest.close': closeManifest,
  'shelf.report': reportShelf,
  'shelf.missing': reportMissing,
  'practice.record': recordPractice,
  'reader.reveal': reveal,
  'reader.export': exportReaders,
  'feedback.send': sendFeedback,
  'catalogue.put': putCatalogue,
  'staff_page.open': openPage,
  'staff_page.remark': remarkOnPage,
  ...UNLINK_COMMANDS,
  ...CIRCULATION_COMMANDS,
};
