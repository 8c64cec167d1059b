import type { FoundResident, SearchRequest } from '@mibun/server/schemas/registry/residents';
import { useState } from 'react';
import { useAction } from '../../../api/use-resource.ts';
import type { Column } from '../../../components/index.ts';
import { Button, Problem, Table } from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { acts } from '../api.ts';
import { TodayPane } from '../desk/overview.tsx';
import { useDesk } from '../desk/use-desk.ts';
import { Workspace } from '../desk/Workspace.tsx';
import { messages } from '../messages.ts';
import { FindForm } from './FindForm.tsx';

/** A person who is in no queue: searched for by at least two facts, with a reason that stays on record. */
export function FindPage() {
  const t = useText(messages);
  const dates = useDates();
  const desk = useDesk();
  const [people, setPeople] = useState<readonly FoundResident[]>();
  const [editing, setEditing] = useState(true);
  const search = useAction(async (request: SearchRequest) => {
    const found = (await acts.search(request)).people;
    setPeople(found);
    setEditing(found.length === 0);
  });
  const columns: readonly Column<FoundResident>[] = [
    {
      id: 'person',
      label: t.columns.person,
      head: true,
      cell: (row) => (
        <>
          {row.name}
          <span className="row-kana">{row.nameKana}</span>
        </>
      ),
    },
    {
      id: 'facts',
      label: t.find.birthDate,
      cell: (row) => (
        <>
          {dates.date(row.birthDate)}
          <span className="row-note">{row.address}</span>
        </>
      ),
    },
  ];
  return (
    <Workspace
      title={t.find.title}
      idle={<TodayPane hint={t.empty.search} />}
      list={
        <>
          {/* Kept while it is hidden, so that a search is changed and not typed again. */}
          <div hidden={!editing}>
            <FindForm
              busy={search.busy}
              problem={search.problem}
              onSearch={(request) => void search.run(request)}
            />
          </div>
          {!editing && (
            <Button variant="outline" icon="search" onClick={() => setEditing(true)}>
              {t.find.again}
            </Button>
          )}
          {search.problem !== undefined && search.problem.fields === undefined && (
            <Problem problem={search.problem} />
          )}
          {people !== undefined && (
            <Table
              caption={t.find.results}
              columns={columns}
              rows={people}
              rowKey={(row) => row.personId}
              selectedKey={desk.person}
              loading={search.busy}
              onOpen={(row) => desk.openPerson(row.personId)}
              empty={t.empty.nobody}
            />
          )}
        </>
      }
    />
  );
}
