// The pages by their addresses, and who may see them: without a session there is only the sign-in.

import { watch } from 'vue';
import { createRouter, createWebHashHistory } from 'vue-router';
import type { Router, RouteRecordRaw } from 'vue-router';
import { QUEUE_NAMES } from '../shared/queues/request.ts';
import { arrived } from './phone/left.ts';
import type { TokenStore } from './phone/tokens.ts';
import AskPage from './pages/ask/ask-page.vue';
import BorrowPage from './pages/pass/borrow-page.vue';
import FeedbackPage from './pages/voice/feedback-page.vue';
import GivePage from './pages/pass/give-page.vue';
import LoansPage from './pages/loans/loans-page.vue';
import MePage from './pages/me/me-page.vue';
import MissingPage from './pages/missing-page.vue';
import NoticesPage from './pages/me/notices-page.vue';
import PinPage from './pages/session/pin-page.vue';
import RequestPage from './pages/requests/request-page.vue';
import RequestsPage from './pages/requests/requests-page.vue';
import ReviewsPage from './pages/voice/reviews-page.vue';
import SearchPage from './pages/search/search-page.vue';
import SignInPage from './pages/session/sign-in-page.vue';
import SuggestionsPage from './pages/voice/suggestions-page.vue';
import TakePage from './pages/pass/take-page.vue';
import TitlePage from './pages/search/title-page.vue';
import TransfersPage from './pages/pass/transfers-page.vue';
import { nextAfter } from './routes-next.ts';

/** All in one piece: a phone that has the page once needs nothing more of it when the line is bad. */
const PAGES: RouteRecordRaw[] = [
  { path: '/', name: 'search', component: SearchPage },
  { path: '/sign-in', name: 'sign-in', component: SignInPage },
  { path: '/pin', name: 'pin', component: PinPage },
  { path: '/title/:id', name: 'title', component: TitlePage },
  { path: `/ask/:queue(${QUEUE_NAMES.join('|')})`, name: 'ask', component: AskPage },
  { path: '/requests', name: 'requests', component: RequestsPage },
  { path: '/requests/:id', name: 'request', component: RequestPage },
  { path: '/loans', name: 'loans', component: LoansPage },
  { path: '/borrow', name: 'borrow', component: BorrowPage },
  { path: '/give/:id', name: 'give', component: GivePage },
  { path: '/take', name: 'take', component: TakePage },
  { path: '/transfers', name: 'transfers', component: TransfersPage },
  { path: '/suggestions', name: 'suggestions', component: SuggestionsPage },
  { path: '/reviews', name: 'reviews', component: ReviewsPage },
  { path: '/feedback', name: 'feedback', component: FeedbackPage },
  { path: '/notices', name: 'notices', component: NoticesPage },
  { path: '/me', name: 'me', component: MePage },
  { path: '/:other(.*)*', name: 'missing', component: MissingPage },
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
  router.afterEach(() => arrived(history.state as Parameters<typeof arrived>[0]));
  watch(tokens.now, (now, before) => {
    const { name, fullPath } = router.currentRoute.value;
    if (now !== null || before === null || name === 'sign-in') return;
    // Whoever left is led by the screen, and leaves no address behind for the next person on this phone.
    if (tokens.ending() === 'left') return;
    void router.replace({ name: 'sign-in', query: { next: fullPath, ended: '1' } });
  });
  return router;
}
