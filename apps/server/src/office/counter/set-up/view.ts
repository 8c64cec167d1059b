import type { SetUpView } from '../schemas.ts';
import type { SetUp } from './store.ts';

export function setUpView(setUp: SetUp | undefined): SetUpView {
  if (!setUp) return { state: 'none', findings: [], at: null };
  return {
    state: setUp.state,
    findings: [...setUp.findings],
    at: (setUp.doneAt ?? setUp.askedAt).toISOString(),
  };
}
