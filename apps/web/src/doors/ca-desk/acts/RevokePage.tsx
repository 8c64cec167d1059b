import type {
  AuthorityKindName,
  RevocationAnswer,
  RevocationPreview,
  RevocationReasonName,
} from '@mibun/server/schemas/authority/ca-desk';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { useAction } from '../../../api/use-resource.ts';
import {
  Button,
  Input,
  NotificationBanner,
  Page,
  Problem,
  Radio,
  Select,
} from '../../../components/index.ts';
import { formatCount, useLanguage, useText } from '../../../i18n/index.ts';
import { useCaWords } from '../labels.ts';
import { messages } from '../messages.ts';
import { RevocationTable } from './RevocationTable.tsx';

type By = 'person' | 'card' | 'serial';

const REASONS: Readonly<Record<By, readonly RevocationReasonName[]>> = {
  person: ['keyCompromise', 'cessationOfOperation', 'affiliationChanged', 'cACompromise'],
  card: ['keyCompromise', 'cessationOfOperation', 'affiliationChanged', 'cACompromise'],
  serial: [
    'keyCompromise',
    'cessationOfOperation',
    'affiliationChanged',
    'superseded',
    'unspecified',
    'cACompromise',
  ],
};

/** Revoking by person and by card first: what would end is shown before anything does. */
export function RevokePage() {
  const t = useText(messages).revoke;
  const words = useCaWords();
  const language = useLanguage();
  const [by, setBy] = useState<By>('person');
  const [value, setValue] = useState('');
  const [authority, setAuthority] = useState<AuthorityKindName>('signature');
  const [reason, setReason] = useState<RevocationReasonName | ''>('');
  const [preview, setPreview] = useState<RevocationPreview>();
  const [done, setDone] = useState<RevocationAnswer>();
  const [missing, setMissing] = useState(false);
  const target =
    by === 'person'
      ? { by, personId: value }
      : by === 'card'
        ? { by, cardId: value }
        : { by, authority, serial: value.replaceAll(/\s/g, '') };

  const look = useAction(async (why: RevocationReasonName) => {
    setDone(undefined);
    setPreview(undefined);
    setPreview(await call('POST /api/ca/revocations/preview', { body: { target, reason: why } }));
  });
  const changed = () => {
    setPreview(undefined);
    look.clear();
  };

  function onLook(): void {
    setMissing(value.trim() === '' || reason === '');
    if (value.trim() !== '' && reason !== '') void look.run(reason);
  }

  return (
    <Page title={t.title} lead={t.lead} width="wide">
      {done !== undefined && (
        <NotificationBanner tone="success" title={t.done(formatCount(done.ended, language))} live>
          <p>{t.doneText}</p>
        </NotificationBanner>
      )}
      <form
        className="stack ca-form"
        onSubmit={(event) => {
          event.preventDefault();
          onLook();
        }}
      >
        <Radio
          name="by"
          label={t.by}
          value={by}
          onValue={(next: By) => {
            setBy(next);
            if (reason !== '' && !REASONS[next].includes(reason)) setReason('');
            changed();
          }}
          options={(['person', 'card', 'serial'] as const).map((one) => ({
            value: one,
            label: t.targets[one],
            support: t.targetSupport[one],
          }))}
        />
        {by === 'serial' && (
          <Select
            name="authority"
            label={t.authority}
            value={authority}
            placeholder={null}
            width="md"
            onValue={(next) => {
              setAuthority(next);
              changed();
            }}
            options={(['signature', 'authentication', 'institution'] as const).map((kind) => ({
              value: kind,
              label: words.ca(kind),
            }))}
          />
        )}
        <Input
          name="target"
          label={t.values[by]}
          support={t.valueSupport[by]}
          width="md"
          code
          value={value}
          onValue={(next) => {
            setValue(next);
            changed();
          }}
          error={missing && value.trim() === '' ? t.valueMissing : undefined}
        />
        <Select
          name="reason"
          label={t.reason}
          support={t.reasonSupport}
          width="md"
          value={reason}
          onValue={(next: RevocationReasonName) => {
            setReason(next);
            changed();
          }}
          options={REASONS[by].map((one) => ({ value: one, label: words.reason(one) }))}
          error={missing && reason === '' ? t.reasonMissing : undefined}
        />
        <div>
          <Button type="submit" variant="outline" busy={look.busy}>
            {t.look}
          </Button>
        </div>
      </form>
      {look.problem !== undefined && <Problem problem={look.problem} />}
      {preview !== undefined && reason !== '' && (
        <RevocationTable
          preview={preview}
          target={target}
          reason={reason}
          onDone={(answer) => {
            setDone(answer);
            setPreview(undefined);
            setValue('');
          }}
        />
      )}
    </Page>
  );
}
