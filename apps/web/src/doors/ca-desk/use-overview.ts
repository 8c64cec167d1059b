import type { OverviewAnswer } from '@mibun/server/schemas/authority/ca-desk';
import { useEffect } from 'react';
import { type Resource, useResource } from '../../api/use-resource.ts';

const EVERY_MS = 10_000;

/** The operators' overview, looked at again every so often; not while nobody looks at the page. */
export function useOverview(): Resource<OverviewAnswer> {
  const overview = useResource('GET /api/ca/overview');
  const { reload } = overview;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return overview;
}
