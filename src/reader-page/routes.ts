// The pages by their addresses, and who may see them: without a session there is only the sign-in.

import { watch } from 'vue';
import { createRouter, createWebHashHistory } from 'vue-router';
import type { Router, RouteRecordRaw } from 'vue-router';
import type { TokenStore } from './phone/tokens.ts';
import SearchPage from './pages/search/search-page.vue';
import SignInPage from './pages/session/sign-in-page.vue';
import { nextAfter } from './routes-next.ts';

const PAGES: RouteRecordRaw[] = [
  { path: '/', name: 'search', component: SearchPage },
  { path: '/sign-in', name: 'sign-in', component: SignInPage },
  { path: '/pin', name: 'pin', component: () => import('./pages/session/pin-page.vue') },
  { path: '/title/:id', name: 'title', component: () => import('./pages/search/title-page.vue') },
  { path: '/ask/:queue', name: 'ask', component: () => import('./pages/ask/ask-page.vue') },
  {
    path: '/requests',
    name: 'requests',
    component: () => import('./pages/requests/requests-page.vue'),
  },
  {
    path: '/requests/:id',
    name: 'request',
    component: () => import('./pages/requests/request-page.vue'),
  },
  { path: '/loans', name: 'loans', component: () => import('./pages/loans/loans-page.vue') },
  { path: '/notices', name: 'notices', component: () => import('./pages/me/notices-page.vue') },
  { path: '/me', name: 'me', component: () => import('./pages/me/me-page.vue') },
  { path: '/borrow', name: 'borrow', component: () => import('./pages/pass/borrow-page.vue') },
  { path: '/give/:id', name: 'give', component: () => import('./pages/pass/give-page.vue') },
  { path: '/take', name: 'take', component: () => import('./pages/pass/take-page.vue') },
  {
    path: '/transfers',
    name: 'transfers',
    component: () => import('./pages/pass/transfers-page.vue'),
  },
  {
    path: '/suggestions',
    name: 'suggestions',
    component: () => import('./pages/voice/suggestions-page.vue'),
  },
  { path: '/reviews', name: 'reviews', component: () => import('./pages/voice/reviews-page.vue') },
  {
    path: '/feedback',
    name: 'feedback',
    component: () => import('./pages/voice/feedback-page.vue'),
  },
  { path: '/:other(.*)*', name: 'missing', component: () => import('./pages/missing-page.vue') },
];

export function createPages(tokens: TokenStore): Router {
  const router = createRouter({ history: createWebHashHistory(), routes: PAGES });
  router.beforeEach((to) => {
    if (tokens.now.value === null) {
      if (to.name === 'sign-in') return true;
      return { name: 'sign-in', query: to.path === '/' ? {} : { next: to.fullPath } };
    }
    if (to.name === 'sign-in') return nextAfter(to.query['next']);
    if (tokens.now.value.mustChange && to.name !== 'pin') return { name: 'pin' };
    return true;
  });
  watch(tokens.now, (now, before) => {
    const { name, fullPath } = router.currentRoute.value;
    if (now !== null || before === null || name === 'sign-in') return;
    void router.replace({ name: 'sign-in', query: { next: fullPath, ended: '1' } });
  });
  return router;
}
