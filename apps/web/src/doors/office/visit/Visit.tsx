import type { VisitView } from '@mibun/server/schemas/office/counter';
import type { ComponentType } from 'react';
import { useCallback } from 'react';
import { Loading, Problem } from '../../../components/index.ts';
import type { ActProps } from '../acts/act-props.ts';
import { usePoll } from '../desk/use-poll.ts';
import { useResidentScreen } from './use-resident-screen.ts';
import { VisitCase } from './VisitCase.tsx';
import type { VisitPage } from './visit-page.ts';

/** A procedure with a card in a reader: the checks before it, then the work on the chip, which can be resumed. */
export function visitPane<V extends VisitView>(page: VisitPage<V>): ComponentType<ActProps> {
  return (props) => <Visit {...props} page={page} />;
}

function Visit<V extends VisitView>(props: ActProps & { readonly page: VisitPage<V> }) {
  const { page, ...act } = props;
  const { desk, offer, onChanged } = act;
  const caseId = desk.caseId ?? offer?.caseId ?? undefined;
  const found = page.useVisit(caseId);
  const { data, problem, reload } = found;
  const over = useCallback(() => {
    reload();
    onChanged();
  }, [reload, onChanged]);
  const screen = useResidentScreen(page.purpose, over);
  // Also when nobody seems to be at it: the resident may be, in a window that was opened before this page was loaded.
  usePoll(reload, screen.open || data?.connected === true || data?.mayResume === true);

  if (caseId === undefined) {
    return (
      <page.Form
        {...act}
        onOpened={(opened) => {
          desk.followCase(opened.visitId);
          screen.show(opened.relay);
          onChanged();
        }}
      />
    );
  }
  if (data === undefined) {
    return problem === undefined ? <Loading /> : <Problem problem={problem} onRetry={reload} />;
  }
  return <VisitCase page={page} visit={data} screen={screen} desk={desk} onChanged={over} />;
}
