import { useState } from 'react';
import { Button, NotificationBanner, type ProposalAct, ProposalItem } from '../../../components/index.ts';
import { groupDigits, useText } from '../../../i18n/index.ts';
import { acts } from '../api.ts';
import { PaneHead } from '../desk/PaneHead.tsx';
import { messages } from '../messages.ts';
import { ActFrame } from './ActFrame.tsx';
import type { ActProps } from './act-props.ts';
import { actMessages } from './messages.ts';

/** The second of the two people who destroy a card, or either of them who would rather keep it. */
export function ProposedDestruction({ data, desk, offer, onChanged }: ActProps) {
  const t = useText(actMessages);
  const text = t['proposed-destruction'];
  const frame = useText(messages);
  const [done, setDone] = useState<ProposalAct>();
  const proposal = data.destructions.find(({ id }) => id === (offer?.caseId ?? desk.caseId));
  if (done !== undefined) {
    return (
      <div className="act">
        <PaneHead title={text.title} subject={`${done} done`} />
        <NotificationBanner tone="success" title={done === 'confirm' ? text.done : text.withdrawn} live />
        <footer className="act-footer">
          <Button onClick={desk.closeAct}>{frame.pane.backToPerson}</Button>
        </footer>
      </div>
    );
  }
  return (
    <ActFrame
      title={text.title}
      data={data}
      offer={proposal && offer}
      onSubmit={() => {}}
      onChanged={onChanged}
      footer={null}
    >
      {proposal && (
        <ProposalItem
          proposal={proposal}
          title={text.of(groupDigits(proposal.cardSerial, 5).join(' '))}
          consequences={text.consequences}
          undo={text.undo}
          acts
          onAct={(act) => {
            const { id, version, digest } = proposal;
            return act === 'confirm'
              ? acts.approveDestruction(id, { version, digest })
              : acts.withdrawDestruction(id, version);
          }}
          onChanged={(act) => {
            setDone(act);
            onChanged();
          }}
        />
      )}
    </ActFrame>
  );
}
