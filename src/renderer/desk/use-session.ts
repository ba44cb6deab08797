// Who works here and what the library is, asked once by the app and shared by every component.

import { computed, inject, provide, watch } from 'vue';
import type { ComputedRef, InjectionKey } from 'vue';
import type { StaffRole } from '../../shared/library/entities.ts';
import { mayDoAt } from '../../shared/queues/rights.ts';
import type { OTHER_RIGHTS } from '../../shared/queues/rights.ts';
import { keepZone } from '../i18n/dates.ts';
import type { Output } from './operations.ts';
import { useQuery } from './use-live.ts';
import type { Live } from './use-live.ts';

export type SessionInfo = Output<'session.info'>;
export type Person = NonNullable<SessionInfo['person']>;

export interface Session {
  info: ComputedRef<SessionInfo | undefined>;
  live: Live<SessionInfo>;
  /** Null when nobody is signed in. */
  person: ComputedRef<Person | null>;
  /** Whether the person holds one of these roles. */
  has(...roles: StaffRole[]): boolean;
  /** Whether the person may do it at a campus. */
  may(right: keyof typeof OTHER_RIGHTS, campus: string): boolean;
}

export const SESSION: InjectionKey<Session> = Symbol('session');

/** Asks for the session and gives it to all components below; days and times follow the zone it tells. */
export function provideSession(): Session {
  const live = useQuery('session.info', () => ({}));
  const person = computed(() => live.data.value?.person ?? null);
  const session: Session = {
    info: computed(() => live.data.value),
    live,
    person,
    may: (right, campus) => mayDoAt(right, person.value?.grants ?? [], campus),
    has: (...roles) => person.value?.grants.some((grant) => roles.includes(grant.role)) ?? false,
  };
  watch(
    () => live.data.value?.zone,
    (zone) => zone !== undefined && keepZone(zone),
  );
  provide(SESSION, session);
  return session;
}

/** The session that the app provides. */
export function useSession(): Session {
  const session = inject(SESSION);
  if (session === undefined) throw new Error('no session provided');
  return session;
}
