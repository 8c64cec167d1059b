import type { AuthorityKindName, CrlView } from '@mibun/server/schemas/authority/ca-desk';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useAction } from '../../api/use-resource.ts';
import {
  Button,
  type Column,
  Loading,
  NotificationBanner,
  Page,
  Problem,
  Select,
  StatusBadge,
  Table,
  useTableQuery,
} from '../../components/index.ts';
import { formatBytes, formatCount, useDates, useLanguage, useText } from '../../i18n/index.ts';
import { crlsAsCsv } from './export-crls.ts';
import { useCaWords } from './labels.ts';
import { messages } from './messages.ts';
import { usedOf } from './overview/ShardPicture.tsx';
import { saveText } from './save-text.ts';
import { useOverview } from './use-overview.ts';

/** A country has thousands: some 1,500 shards a generation. */
const PAGE_SIZE = 100;

/** Every published CRL with its age and size, and the button that makes those of a generation anew. */
export function CrlsPage({ acts }: { readonly acts: boolean }) {
  const t = useText(messages).crls;
  const words = useCaWords();
  const dates = useDates();
  const language = useLanguage();
  const { data, problem, reload } = useOverview();
  const [renewed, setRenewed] = useState<number>();
  const query = useTableQuery(['ca']);
  const renew = useAction(async (authority: AuthorityKindName, generation: number) => {
    setRenewed(undefined);
    const answer = await call('POST /api/ca/crls/renew', { body: { authority, generation } });
    setRenewed(answer.renewed);
    reload();
  });
  if (data === undefined) {
    return problem === undefined ? <Loading /> : <Problem problem={problem} onRetry={reload} />;
  }
  const publishing = data.authorities.flatMap(({ kind, generations }) =>
    kind === 'card-face'
      ? []
      : generations
          .filter(({ state }) => ['PUBLISHED', 'ISSUING', 'OVERLAPPING'].includes(state))
          .map(({ generation }) => ({ kind, generation })),
  );
  const chosen = query.filters.ca ?? '';
  const nameOf = ({ kind, generation }: (typeof publishing)[number]) => `${kind}-${generation}`;
  const rows = data.crls.filter(
    ({ authority, generation }) => chosen === '' || chosen === `${authority}-${generation}`,
  );
  const columns: readonly Column<CrlView>[] = [
    {
      id: 'ca',
      label: t.columns.ca,
      nowrap: true,
      cell: ({ authority, generation }) => words.generation(authority, generation),
    },
    {
      id: 'shard',
      label: t.columns.shard,
      head: true,
      nowrap: true,
      cell: ({ shard }) => words.shard(shard),
    },
    {
      id: 'number',
      label: t.columns.number,
      nowrap: true,
      cell: ({ number }) => <span className="number">{number}</span>,
    },
    {
      id: 'entries',
      label: t.columns.entries,
      align: 'end',
      cell: ({ entries }) => formatCount(entries, language),
    },
    {
      id: 'size',
      label: t.columns.size,
      align: 'end',
      nowrap: true,
      cell: ({ octets }) => formatBytes(octets),
    },
    { id: 'made', label: t.columns.made, nowrap: true, cell: ({ thisUpdate }) => dates.instant(thisUpdate) },
    {
      id: 'next',
      label: t.columns.next,
      nowrap: true,
      cell: (crl) => {
        const used = usedOf(crl, data.at);
        return (
          <span className="cluster cluster-tight">
            {dates.instant(crl.nextUpdate)}
            {used >= 1 && <StatusBadge tone="error">{t.over}</StatusBadge>}
            {used >= 0.75 && used < 1 && <StatusBadge tone="warning">{t.due}</StatusBadge>}
          </span>
        );
      },
    },
    {
      id: 'delta',
      label: t.columns.delta,
      nowrap: true,
      cell: ({ delta }) =>
        delta ? t.delta(formatCount(delta.entries, language), dates.time(delta.thisUpdate)) : t.noDelta,
    },
  ];
  return (
    <Page title={t.title} lead={t.lead} width="full">
      {problem !== undefined && <Problem problem={problem} onRetry={reload} />}
      {renew.problem !== undefined && <Problem problem={renew.problem} />}
      {renewed !== undefined && (
        <NotificationBanner tone="success" title={t.renewed(formatCount(renewed, language))} live>
          <p>{t.renewedText}</p>
        </NotificationBanner>
      )}
      {acts && (
        <section className="stack stack-tight" aria-labelledby="renew">
          <h2 id="renew">{t.renew}</h2>
          <p className="measure">{t.renewLead}</p>
          <div className="cluster">
            {publishing.map(({ kind, generation }) => (
              <Button
                key={`${kind} ${generation}`}
                variant="outline"
                size="sm"
                busy={renew.busy}
                onClick={() => void renew.run(kind, generation)}
              >
                {words.generation(kind, generation)}
              </Button>
            ))}
          </div>
        </section>
      )}
      <Table
        caption={t.table}
        columns={columns}
        rows={rows.slice((query.page - 1) * PAGE_SIZE, query.page * PAGE_SIZE)}
        total={rows.length}
        pageSize={PAGE_SIZE}
        query={query}
        filters={
          <Select
            name="ca"
            label={t.filter}
            hideLabel
            value={chosen}
            placeholder={t.every}
            onValue={(next) => query.setFilter('ca', next)}
            options={publishing.map((one) => ({
              value: nameOf(one),
              label: words.generation(one.kind, one.generation),
            }))}
          />
        }
        actions={
          <Button
            variant="outline"
            size="sm"
            icon="file"
            onClick={() => saveText('crls.csv', 'text/csv', crlsAsCsv(rows))}
          >
            {t.export}
          </Button>
        }
        rowKey={({ authority, generation, shard }) => `${authority} ${generation} ${shard}`}
        empty={<p>{t.empty}</p>}
      />
    </Page>
  );
}
