// All routes of the service, one line a part.

import type { Limits } from '../auth/limits.ts';
import type { Service } from '../service-port.ts';
import type { App } from './call.ts';
import type { Gate } from './gate.ts';
import { createLiveStreams } from './live.ts';
import type { LiveStreams } from './live.ts';
import type { Metrics } from './metrics.ts';
import type { HttpOptions } from './options.ts';
import { addAboutRoutes } from './routes/about.ts';
import { addDeskRoutes } from './routes/desks.ts';
import { addLibrarySystemRoutes } from './routes/library-system.ts';
import { addLiveRoutes } from './routes/live.ts';
import { addPageRoutes } from './routes/page.ts';
import { addPeopleRoutes } from './routes/people.ts';
import { addReaderRoutes } from './routes/readers.ts';
import { addSyncRoutes } from './routes/sync.ts';
import { addVendorRoutes } from './routes/vendors.ts';

/** What routes stand on. */
export interface RouteParts {
  service: Service;
  options: HttpOptions;
  metrics: Metrics;
  limits: Limits;
  live: LiveStreams;
  gate: Gate;
  isClosing(): boolean;
}

/** Adds every route to the app. */
export function addRoutes(app: App, given: Omit<RouteParts, 'live'>): void {
  const parts = { ...given, live: createLiveStreams() };
  addAboutRoutes(app, parts);
  addDeskRoutes(app, parts);
  addPeopleRoutes(app, parts);
  addLibrarySystemRoutes(app, parts);
  addReaderRoutes(app, parts);
  addVendorRoutes(app, parts);
  addSyncRoutes(app, parts);
  addLiveRoutes(app, parts);
  addPageRoutes(app, parts);
}
