// Pages by address. Addresses lie behind `#`, so that they work under the own protocol and on the loopback host alike.

import { createRouter, createWebHashHistory } from 'vue-router';
import type { RouteRecordRaw } from 'vue-router';
import { QUEUE_NAMES } from '../shared/queues/request.ts';
import type { QueueName } from '../shared/queues/request.ts';

/** Address of a queue, with a request opened if one is named, and the form of an action (`submit` without a request). */
export function queueRoute(queue: QueueName, requestId?: string, action?: string) {
  const query: Record<string, string> = {};
  if (requestId !== undefined) query['request'] = requestId;
  if (action !== undefined) query['action'] = action;
  return { name: 'queue', params: { queue }, query };
}

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: { name: 'workbench' } },
  {
    path: '/workbench',
    name: 'workbench',
    component: () => import('./pages/workbench/workbench-page.vue'),
  },
  {
    path: `/queue/:queue(${QUEUE_NAMES.join('|')})`,
    name: 'queue',
    component: () => import('./queues/queue-page.vue'),
  },
  {
    path: '/rounds/:tab?',
    name: 'rounds',
    component: () => import('./pages/rounds/rounds-page.vue'),
  },
  {
    path: '/circulation/:tab(lend|back|renew|holds|shelf|phone|transfers|cases)?',
    name: 'circulation',
    component: () => import('./pages/circulation/circulation-page.vue'),
  },
  { path: '/search', name: 'search', component: () => import('./pages/search/search-page.vue') },
  {
    path: '/shelving/:tab(trolley|reading|inventory|practice)?',
    name: 'shelving',
    component: () => import('./pages/shelving/shelving-page.vue'),
  },
  {
    path: '/feedback/:tab(tickets|suggestions|reviews)?',
    name: 'feedback',
    component: () => import('./pages/feedback/feedback-page.vue'),
  },
  {
    path: '/figures/reports',
    name: 'reports',
    // Reached from the figures, whose place in the rail it has.
    meta: { rail: 'figures' },
    component: () => import('./pages/reports/reports-page.vue'),
  },
  {
    path: '/figures/:section?',
    name: 'figures',
    component: () => import('./pages/figures/figures-page.vue'),
  },
  {
    path: '/staff/:tab(own|groups)?',
    name: 'staff',
    component: () => import('./pages/staff/staff-page.vue'),
  },
  {
    path: '/devices',
    name: 'devices',
    component: () => import('./pages/devices/devices-page.vue'),
  },
  { path: '/sync', name: 'sync', component: () => import('./pages/sync/sync-page.vue') },
  {
    path: '/settings/:part?',
    name: 'settings',
    component: () => import('./pages/settings/settings-page.vue'),
  },
  { path: '/:rest(.*)*', redirect: { name: 'workbench' } },
];

/** The page's router. */
export function createPages() {
  return createRouter({ history: createWebHashHistory(), routes });
}
