import type { HandoverAnswer } from '@mibun/server/schemas/counter';
import { useCallback } from 'react';
import { useResource } from '../../../api/use-resource.ts';
import { Loading, Problem } from '../../../components/index.ts';
import type { ActProps } from '../acts/act-props.ts';
import { paths } from '../api.ts';
import { usePoll } from '../desk/use-poll.ts';
import { HandOverCase } from './HandOverCase.tsx';
import { HandOverForm } from './HandOverForm.tsx';
import { useResidentScreen } from './use-resident-screen.ts';

const PURPOSE = { ja: 'カードの受取り（暗証番号の設定）', en: 'Pick up the card (choose the PINs)' };

/** A hand-over: the checks before it, then the work on the chip, which is a case that can be resumed. */
export function HandOver(props: ActProps) {
  const { desk, offer, onChanged } = props;
  const caseId = desk.caseId ?? offer?.caseId ?? undefined;
  const handover = useResource<HandoverAnswer>(caseId === undefined ? null : paths.handover(caseId));
  const { reload } = handover;
  const over = useCallback(() => {
    reload();
    onChanged();
  }, [reload, onChanged]);
  const screen = useResidentScreen(PURPOSE, over);
  // Also when nobody seems to be at it: the resident may be, in a window that was opened before this page was loaded.
  usePoll(reload, screen.open || handover.data?.connected === true || handover.data?.mayResume === true);

  if (caseId === undefined) {
    return (
      <HandOverForm
        {...props}
        onOpened={(opened) => {
          desk.followCase(opened.visitId);
          screen.show(opened.relay);
          onChanged();
        }}
      />
    );
  }
  if (handover.data === undefined) {
    return handover.problem === undefined ? (
      <Loading />
    ) : (
      <Problem problem={handover.problem} onRetry={reload} />
    );
  }
  return <HandOverCase handover={handover.data} screen={screen} desk={desk} onChanged={over} />;
}
