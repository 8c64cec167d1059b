import type { LotView } from '@mibun/server/schemas/office/counter';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useResource } from '../../../api/use-resource.ts';
import type { Column } from '../../../components/index.ts';
import { ButtonLink, NotificationBanner, Problem, shortCode, Table } from '../../../components/index.ts';
import { dateInJapan, useDates, useText } from '../../../i18n/index.ts';
import { TodayPane, useOverview } from '../desk/overview.tsx';
import { Panes } from '../desk/Panes.tsx';
import { messages } from '../messages.ts';
import { LotList } from './LotList.tsx';
import { LotScan } from './LotScan.tsx';
import { listMessages } from './messages.ts';

/** Boxes on their way: box, its list, the scanner. A box is received when both agree card by card. */
export function ArrivalsPage() {
  const t = useText(messages);
  const text = useText(listMessages).arrivals;
  const dates = useDates();
  const arrivals = useResource('GET /api/office/arrivals');
  const overview = useOverview();
  const [params, setParams] = useSearchParams();
  const [scanned, setScanned] = useState<{ readonly [lot: string]: readonly string[] }>({});
  const [received, setReceived] = useState<number>();
  const lot = arrivals.data?.lots.find(({ lotId }) => lotId === params.get('lot'));
  const scans = lot === undefined ? [] : (scanned[lot.lotId] ?? []);
  const open = (id: string | undefined) => {
    setReceived(undefined);
    setParams(id === undefined ? {} : { lot: id });
  };
  const columns: readonly Column<LotView>[] = [
    {
      id: 'lot',
      label: text.title,
      head: true,
      cell: (row) => (
        <>
          {text.lot(shortCode(row.lotId))}
          <span className="row-note">{text.shipped(dates.date(dateInJapan(row.shippedAt)))}</span>
        </>
      ),
    },
    { id: 'count', label: text.count, align: 'end', nowrap: true, cell: (row) => text.cards(row.count) },
  ];
  return (
    <Panes
      title={text.title}
      together
      depth={lot === undefined ? 'list' : 'act'}
      onBack={() => open(undefined)}
      list={
        <>
          {received !== undefined && (
            <NotificationBanner
              tone="success"
              live
              title={text.received(received)}
              actions={<ButtonLink to="/?list=set-up">{text.toSetUp}</ButtonLink>}
            >
              <p>{text.receivedNext}</p>
            </NotificationBanner>
          )}
          {arrivals.problem !== undefined && <Problem problem={arrivals.problem} onRetry={arrivals.reload} />}
          <Table
            caption={text.title}
            columns={columns}
            rows={arrivals.data?.lots}
            rowKey={(row) => row.lotId}
            selectedKey={lot?.lotId}
            loading={arrivals.loading}
            onOpen={(row) => open(row.lotId)}
            empty={t.empty.arrivals}
          />
        </>
      }
      person={lot === undefined ? <TodayPane hint={text.choose} /> : <LotList lot={lot} scanned={scans} />}
      act={
        lot !== undefined && (
          <LotScan
            key={lot.lotId}
            lot={lot}
            scanned={scans}
            onScanned={(serials) => setScanned((before) => ({ ...before, [lot.lotId]: serials }))}
            onReceived={(count) => {
              open(undefined);
              setReceived(count);
              arrivals.reload();
              overview?.reload();
            }}
          />
        )
      }
    />
  );
}
