import type {
  CertificateView,
  RevocationAnswer,
  RevocationPreview,
  RevocationReasonName,
  RevocationTarget,
} from '@mibun/server/schemas/authority/ca-desk';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { useAction } from '../../../api/use-resource.ts';
import {
  Button,
  type Column,
  DangerDialog,
  Problem,
  StatusBadge,
  Table,
  Textarea,
} from '../../../components/index.ts';
import { formatCount, useDates, useLanguage, useText } from '../../../i18n/index.ts';
import { useCaWords } from '../labels.ts';
import { messages } from '../messages.ts';

/** What the act would end and what it would leave, and the act itself behind a deliberate second step. */
export function RevocationTable(props: {
  readonly preview: RevocationPreview;
  readonly target: RevocationTarget;
  readonly reason: RevocationReasonName;
  readonly onDone: (answer: RevocationAnswer) => void;
}) {
  const t = useText(messages).revoke;
  const words = useCaWords();
  const dates = useDates();
  const language = useLanguage();
  const { preview, target, reason, onDone } = props;
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const revoke = useAction(async () => {
    const body = { target, reason, note, expected: preview.ends };
    onDone(await call('POST /api/ca/revocations', { body }));
  });
  const count = formatCount(preview.ends, language);
  const columns: readonly Column<CertificateView>[] = [
    {
      id: 'ends',
      label: t.columns.effect,
      nowrap: true,
      cell: ({ ends }) => (
        <StatusBadge tone={ends ? 'error' : 'neutral'}>{ends ? t.ends : t.stays}</StatusBadge>
      ),
    },
    {
      id: 'kind',
      label: t.columns.kind,
      nowrap: true,
      cell: ({ kind, authority, generation }) => (
        <>
          {words.kind(kind)}
          <span className="quiet small"> {words.generation(authority, generation)}</span>
        </>
      ),
    },
    {
      id: 'serial',
      label: t.columns.serial,
      head: true,
      nowrap: true,
      cell: ({ serial }) => <span className="number">{serial}</span>,
    },
    { id: 'state', label: t.columns.state, nowrap: true, cell: ({ state }) => words.state(state) },
    {
      id: 'belongs',
      label: t.columns.belongs,
      nowrap: true,
      cell: ({ belongsTo }) => <span className="number">{belongsTo}</span>,
    },
    { id: 'until', label: t.columns.until, nowrap: true, cell: ({ notAfter }) => dates.instant(notAfter) },
  ];
  return (
    <section className="stack stack-tight">
      <Table
        caption={t.found}
        columns={columns}
        rows={preview.certificates}
        rowKey={({ authority, serial }) => `${authority} ${serial}`}
        empty={<p>{t.empty}</p>}
      />
      <div>
        <Button variant="danger" disabled={preview.ends === 0} onClick={() => setOpen(true)}>
          {preview.ends === 0 ? t.nothing : t.act(count)}
        </Button>
      </div>
      <DangerDialog
        open={open}
        title={t.act(count)}
        consequences={t.consequences}
        undo={t.undo}
        confirmLabel={t.confirm}
        busy={revoke.busy}
        onClose={() => {
          setOpen(false);
          revoke.clear();
        }}
        onConfirm={() => {
          setMissing(note.trim() === '');
          if (note.trim() !== '') void revoke.run();
        }}
      >
        <Textarea
          name="note"
          label={t.note}
          support={t.noteSupport}
          requirement="required"
          rows={2}
          limit={500}
          value={note}
          onValue={setNote}
          error={missing ? t.noteMissing : undefined}
        />
        {revoke.problem !== undefined && <Problem problem={revoke.problem} />}
      </DangerDialog>
    </section>
  );
}
