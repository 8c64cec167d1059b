import type { ReactivationAnswer } from '@mibun/server/schemas/counter';
import { useCallback } from 'react';
import { useResource } from '../../../api/use-resource.ts';
import { Loading, Problem } from '../../../components/index.ts';
import type { ActProps } from '../acts/act-props.ts';
import { paths } from '../api.ts';
import { usePoll } from '../desk/use-poll.ts';
import { ReactivationCase } from './ReactivationCase.tsx';
import { ReactivationForm } from './ReactivationForm.tsx';
import { useResidentScreen } from './use-resident-screen.ts';

const PURPOSE = { ja: 'カードの一時停止の解除', en: 'Reactivate the suspended card' };

/** A reactivation: documents and the card itself, then the work on the chip (domain.md LOS-07). */
export function Reactivation(props: ActProps) {
  const { desk, offer, onChanged } = props;
  const caseId = desk.caseId ?? offer?.caseId ?? undefined;
  const found = useResource<ReactivationAnswer>(caseId === undefined ? null : paths.reactivation(caseId));
  const { reload } = found;
  const over = useCallback(() => {
    reload();
    onChanged();
  }, [reload, onChanged]);
  const screen = useResidentScreen(PURPOSE, over);
  // Also when nobody seems to be at it: the resident may be, in a window that was opened before this page was loaded.
  usePoll(reload, screen.open || found.data?.connected === true || found.data?.mayResume === true);

  if (caseId === undefined) {
    return (
      <ReactivationForm
        {...props}
        onOpened={(opened) => {
          desk.followCase(opened.visitId);
          screen.show(opened.relay);
          onChanged();
        }}
      />
    );
  }
  if (found.data === undefined) {
    return found.problem === undefined ? <Loading /> : <Problem problem={found.problem} onRetry={reload} />;
  }
  return <ReactivationCase reactivation={found.data} screen={screen} desk={desk} onChanged={over} />;
}
