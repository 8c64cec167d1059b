import type { HandoverAnswer } from '@mibun/server/schemas/office/counter';
import { call } from '../../../api/call.ts';
import { useResource } from '../../../api/use-resource.ts';
import { useSay, useText } from '../../../i18n/index.ts';
import { acts } from '../api.ts';
import type { VisitPage } from '../visit/visit-page.ts';
import { HandOverForm } from './HandOverForm.tsx';
import { handOverMessages } from './messages.ts';

/** A card goes to its holder: the holder chooses the PINs, the clerk gives the card. */
export const handOver: VisitPage<HandoverAnswer> = {
  useVisit: (id) =>
    useResource('GET /api/office/handovers/:id', id === undefined ? null : { params: { id } }),
  resume: (id) => call('POST /api/office/handovers/:id/resume', { params: { id } }),
  cancel: (id, version, reason) =>
    call('POST /api/office/handovers/:id/cancel', { params: { id }, body: { version, reason } }),
  purpose: { ja: 'カードの受取り（暗証番号の設定）', en: 'Pick up the card (choose the PINs)' },
  completed: 'COMPLETED',
  cancelled: 'CANCELLED',
  messages: handOverMessages,
  Form: HandOverForm,
  useFacts: ({ credentials }) => {
    const t = useText(handOverMessages);
    const say = useSay();
    const description = (
      <ul className="plain-list">
        {credentials.map(({ kind, label }) => (
          <li key={kind}>{say(label)}</li>
        ))}
      </ul>
    );
    return [{ term: t.credentials, description }];
  },
  byHand: {
    mayNow: ({ mayComplete }) => mayComplete,
    act: ({ visitId, version }) => acts.completeHandover(visitId, version),
    messages: handOverMessages.give,
  },
};
