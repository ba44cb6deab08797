// A scan between the click on a page and that page's standing there is for that page: it waits, and comes in its turn.

import { nextTick, onScopeDispose } from 'vue';
import { NavigationFailureType, START_LOCATION, isNavigationFailure, useRouter } from 'vue-router';

/** Gives what carries out work at once, or as soon as the page that is being loaded stands. */
export function usePageTurn(): (work: () => unknown) => unknown {
  const router = useRouter();
  let waiting: (() => void)[] = [];
  let turning = router.currentRoute.value === START_LOCATION;
  let turns = 0;
  const begin = () => {
    turning = true;
    turns += 1;
  };
  /** The page's own steps take scans once it is mounted; a page that could not be loaded leaves the one before. */
  const end = async () => {
    const turn = turns;
    await nextTick();
    if (turn !== turns) return;
    turning = false;
    const all = waiting;
    waiting = [];
    all.forEach((go) => go());
  };
  const stops = [
    router.beforeEach(begin),
    // Overtaken by another click: that one's page is waited for.
    router.afterEach((_to, _from, failure) => {
      if (!isNavigationFailure(failure, NavigationFailureType.cancelled)) void end();
    }),
    router.onError(() => void end()),
  ];
  onScopeDispose(() => stops.forEach((stop) => stop()));
  return (work) => {
    if (!turning) return work();
    return new Promise<void>((resolve) => waiting.push(resolve)).then(work);
  };
}
