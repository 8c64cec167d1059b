import type { PersonAct, PersonAnswer } from '@mibun/server/schemas/office/counter';
import type { ComponentType } from 'react';
import { useState } from 'react';
import type { Desk } from '../desk/use-desk.ts';
import { handOver } from '../hand-over/hand-over.tsx';
import { targetOf } from '../person/ActList.tsx';
import { reactivation } from '../reactivation/reactivation.ts';
import { visitPane } from '../visit/Visit.tsx';
import type { ActProps } from './act-props.ts';
import { FormIssue } from './FormIssue.tsx';
import { LossReport } from './LossReport.tsx';
import { NotOffered } from './NotOffered.tsx';
import { ProposedDestruction } from './ProposedDestruction.tsx';
import { Collect, ProposeDestruction, Suspend } from './ReasonAct.tsx';
import { SetUp } from './SetUp.tsx';

const HandOver = visitPane(handOver);
const Reactivation = visitPane(reactivation);

const PANES: { readonly [A in PersonAct]: ComponentType<ActProps> } = {
  'set-up': SetUp,
  'hand-over': HandOver,
  'resume-hand-over': HandOver,
  'complete-hand-over': HandOver,
  reactivate: Reactivation,
  'resume-reactivation': Reactivation,
  suspend: Suspend,
  'report-loss': LossReport,
  collect: Collect,
  'propose-destruction': ProposeDestruction,
  'approve-destruction': ProposedDestruction,
  'withdraw-destruction': ProposedDestruction,
  'open-form': FormIssue,
};

/** The act that is open. */
export function ActPane(props: {
  readonly data: PersonAnswer;
  readonly desk: Desk;
  readonly onChanged: () => void;
}) {
  const { data, desk, onChanged } = props;
  const offer = data.acts.find((one) => one.act === desk.act && targetOf(one) === desk.target);
  // What goes away while somebody is at it stays open with what they typed; what was never on offer does not open.
  const [opened] = useState(offer?.possible === true || desk.caseId !== undefined || desk.act === 'set-up');
  if (desk.act === undefined) return null;
  const Pane: ComponentType<ActProps> | undefined = PANES[desk.act];
  if (Pane === undefined || !opened) return <NotOffered offer={offer} onClose={desk.closeAct} />;
  return <Pane data={data} desk={desk} offer={offer} onChanged={onChanged} />;
}
