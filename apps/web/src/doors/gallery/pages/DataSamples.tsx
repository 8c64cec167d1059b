import { useState } from 'react';
import type { Column } from '../../../components/index.ts';
import {
  Breadcrumbs,
  CopyableNumber,
  Dl,
  MaskedNumber,
  Select,
  StatusBadge,
  StepNavigation,
  Tab,
  Table,
  Timeline,
  useTableQuery,
} from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import type { SampleRow } from '../sample.ts';
import { sampleNumber, sampleRows } from '../sample.ts';
import { Section } from './Section.tsx';

export function DataSamples() {
  const t = useText(messages);
  const items = t.terms3.map((term, index) => ({ term, description: t.descriptions3[index] }));
  return (
    <>
      <Section id="navigation" title={t.sections.navigation}>
        <Breadcrumbs
          items={[{ label: t.home, to: '/' }, { label: t.sections.table, to: '/' }, { label: t.title }]}
        />
        <StepNavigation steps={t.steps} current={2} />
        <Tab
          label={t.sections.navigation}
          items={t.tabs.map((label, index) => ({
            id: String(index),
            label,
            content: <p>{t.tabText[index]}</p>,
          }))}
        />
      </Section>
      <Section id="numbers" title={t.sections.numbers}>
        <div className="columns">
          <div className="stack">
            <Dl
              items={[
                ...items,
                {
                  term: t.receipt,
                  description: (
                    <CopyableNumber label={t.receipt} value="S20261122000417" groups={[1, 8, 6]} />
                  ),
                },
                {
                  term: t.number,
                  description: (
                    <MaskedNumber
                      label={t.number}
                      masked="9018"
                      reasons={t.purposes.map((label, index) => ({ value: String(index), label }))}
                      reveal={async () => sampleNumber}
                    />
                  ),
                },
              ]}
            />
          </div>
          <div className="stack">
            <CopyableNumber label={t.id} value="10482655319977204418326" size="lg" />
            <Dl layout="columns" items={items} />
          </div>
        </div>
      </Section>
      <TableSamples />
      <StorySamples />
    </>
  );
}

function TableSamples() {
  const t = useText(messages);
  const query = useTableQuery(['state']);
  const [opened, setOpened] = useState<SampleRow>();
  const pageSize = 6;
  const stateName = (row: SampleRow) => t.states[row.state] ?? '';
  const found = sampleRows
    .filter((row) => row.person.includes(query.search) || row.id.includes(query.search))
    .filter((row) => query.filters.state === '' || String(row.state) === query.filters.state)
    .sort((a, b) => compare(a, b, query.sort?.column) * (query.sort?.direction === 'desc' ? -1 : 1));
  const columns: readonly Column<SampleRow>[] = [
    { id: 'id', label: t.columns.id, cell: (row) => <code>{row.id}</code>, sortable: true, nowrap: true },
    { id: 'person', label: t.columns.person, cell: (row) => row.person, head: true, sortable: true },
    {
      id: 'state',
      label: t.columns.state,
      cell: (row) => (
        <StatusBadge
          tone={(['neutral', 'info', 'success', 'warning', 'error'] as const)[row.state] ?? 'neutral'}
        >
          {stateName(row)}
        </StatusBadge>
      ),
    },
    { id: 'days', label: t.columns.days, cell: (row) => row.days, align: 'end', sortable: true },
  ];
  return (
    <Section id="table" title={t.sections.table}>
      <Table
        caption={t.tableCaption}
        columns={columns}
        rows={found.slice((query.page - 1) * pageSize, query.page * pageSize)}
        rowKey={(row) => row.id}
        total={found.length}
        pageSize={pageSize}
        query={query}
        searchable
        filters={
          <Select
            name="t-state"
            label={t.columns.state}
            hideLabel
            placeholder={t.columns.state}
            options={t.states.map((label, index) => ({ value: String(index), label }))}
            value={query.filters.state ?? ''}
            onValue={(value) => query.setFilter('state', value)}
            width="sm"
          />
        }
        onOpen={setOpened}
        selectedKey={opened?.id}
        empty={t.tableEmpty}
      />
      <p role="status">{opened !== undefined && t.open(opened.person)}</p>
      <Table
        caption={t.tableCaption}
        columns={columns}
        rows={[]}
        rowKey={(row) => row.id}
        empty={t.tableEmpty}
      />
      <Table
        caption={t.tableCaption}
        columns={columns}
        rows={undefined}
        rowKey={(row) => row.id}
        empty={t.tableEmpty}
      />
    </Section>
  );
}

function compare(a: SampleRow, b: SampleRow, column: string | undefined): number {
  if (column === 'days') return a.days - b.days;
  if (column === 'person') return a.person.localeCompare(b.person, 'ja');
  return a.id.localeCompare(b.id);
}

function StorySamples() {
  const t = useText(messages);
  const dates = useDates();
  const past = [
    {
      state: 'past',
      title: t.story.received,
      when: dates.instant('2026-11-22T01:12:00Z', { weekday: true }),
    },
    { state: 'past', title: t.story.checked, when: dates.instant('2026-11-24T06:40:00Z', { weekday: true }) },
  ] as const;
  return (
    <Section id="timeline" title={t.sections.timeline}>
      <div className="columns">
        <Timeline
          steps={[
            ...past,
            { state: 'present', title: t.story.made, detail: t.story.madeDetail },
            { state: 'next', title: t.story.office, when: t.story.about },
            { state: 'next', title: t.story.ready },
          ]}
        />
        <Timeline
          steps={[
            past[0],
            { state: 'present', tone: 'error', title: t.story.refused, detail: t.story.refusedDetail },
            { state: 'next', title: t.story.checked },
          ]}
        />
      </div>
    </Section>
  );
}
