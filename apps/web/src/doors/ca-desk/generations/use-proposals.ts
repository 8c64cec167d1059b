import type { ProposalsAnswer } from '@mibun/server/schemas/authority/ca-desk';
import { useEffect, useRef } from 'react';
import { type Resource, useResource } from '../../../api/use-resource.ts';

const QUIET_MS = 10_000;
const UNDER_WAY_MS = 1_000;

/** Acts on keys; looked at often while one is being carried out, and the overview with it once it is done. */
export function useProposals(onDone: () => void): Resource<ProposalsAnswer> {
  const proposals = useResource('GET /api/ca/proposals');
  const { data, reload } = proposals;
  const underWay = data?.proposals.some(({ state }) => state === 'CONFIRMED') ?? false;
  const before = useRef(underWay);
  useEffect(() => {
    if (before.current && !underWay) onDone();
    before.current = underWay;
  }, [underWay, onDone]);
  useEffect(() => {
    const timer = setInterval(
      () => {
        if (document.visibilityState === 'visible') reload();
      },
      underWay ? UNDER_WAY_MS : QUIET_MS,
    );
    return () => clearInterval(timer);
  }, [reload, underWay]);
  return proposals;
}
