import type { LifeAnswer } from '@mibun/demo/schemas/life';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { useResource, useSystem } from '../api/use-resource.ts';

const LOOK_AGAIN_MS = 8000;

/** How far the guided life is, in the demo: looked up with every page, and now and then while it is being looked at. */
export function useLife(ask = true): LifeAnswer | undefined {
  const system = useSystem(ask);
  const { pathname } = useLocation();
  const { data, reload } = useResource('GET /api/demo/life', ask && system?.mode === 'demo' ? {} : null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another moment
  useEffect(() => {
    reload();
    const look = () => {
      if (document.visibilityState === 'visible') reload();
    };
    const timer = setInterval(look, LOOK_AGAIN_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [pathname, reload]);
  return data;
}
