import type { ReactivationAnswer } from '@mibun/server/schemas/office/counter';
import { call } from '../../../api/call.ts';
import { useResource } from '../../../api/use-resource.ts';
import { useText } from '../../../i18n/index.ts';
import type { VisitPage } from '../visit/visit-page.ts';
import { reactivationMessages } from './messages.ts';
import { ReactivationForm } from './ReactivationForm.tsx';

/** A suspended card works again, with a new signature certificate if one is wanted (domain.md LOS-07). */
export const reactivation: VisitPage<ReactivationAnswer> = {
  useVisit: (id) =>
    useResource('GET /api/office/reactivations/:id', id === undefined ? null : { params: { id } }),
  resume: (id) => call('POST /api/office/reactivations/:id/resume', { params: { id } }),
  cancel: (id, version, reason) =>
    call('POST /api/office/reactivations/:id/cancel', { params: { id }, body: { version, reason } }),
  purpose: { ja: 'カードの一時停止の解除', en: 'Reactivate the suspended card' },
  completed: 'COMPLETED',
  cancelled: 'CANCELLED',
  messages: reactivationMessages,
  Form: ReactivationForm,
  useOutcome: ({ identificationWorks, newSignatureSerial: value }) => {
    const t = useText(reactivationMessages).done;
    const also = [identificationWorks ? t.identification : t.noIdentification];
    return value === null
      ? { also: [...also, t.noSignature] }
      : { also, reference: { label: t.newSerial, value } };
  },
};
