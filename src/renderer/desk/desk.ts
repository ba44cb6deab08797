// Hands the one connection to every component; tests hand over their own.

import { inject } from 'vue';
import type { App, InjectionKey } from 'vue';
import type { Client } from '../../shared/rpc/contract.ts';
import type { ShellContract } from '../../shared/shell-contract.ts';
import type { DeskConnection } from './connect.ts';

export interface Desk extends DeskConnection {
  shell(): Promise<Client<ShellContract>>;
}

export const DESK: InjectionKey<Desk> = Symbol('desk');

/** Makes the desk known to all components of an app. */
export function provideDesk(app: App, desk: Desk): void {
  app.provide(DESK, desk);
}

/** The desk of this page; `useDesk().client['requests.list'](input)` asks it. */
export function useDesk(): Desk {
  const desk = inject(DESK);
  if (desk === undefined) throw new Error('no desk provided');
  return desk;
}
