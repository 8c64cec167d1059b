import type { ReactNode } from 'react';
import { useCallback } from 'react';
import { useResource } from '../../../api/use-resource.ts';
import { Loading, Problem } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { ActPane } from '../acts/ActPane.tsx';
import { messages } from '../messages.ts';
import { PersonPane } from '../person/PersonPane.tsx';
import { useActingFor } from './acting-for.tsx';
import { Panes } from './Panes.tsx';
import { useDesk } from './use-desk.ts';

export interface WorkspaceProps {
  readonly title: string;
  readonly list: ReactNode;
  /** What the room beside the list shows while nobody is open. */
  readonly idle: ReactNode;
  /** Something was done: the list is to be loaded again. */
  readonly onChanged?: (() => void) | undefined;
}

/** A list, the person opened from it, and the act that is being done for them. */
export function Workspace(props: WorkspaceProps) {
  const t = useText(messages);
  const desk = useDesk();
  const person = useResource(
    'GET /api/office/people/:personId',
    desk.person === undefined ? null : { params: { personId: desk.person } },
  );
  // The data of the person opened before stay for a moment; they must not be shown under the new name.
  const data = person.data?.person.personId === desk.person ? person.data : undefined;
  useActingFor(data?.person.name, desk.closePerson);
  const { reload } = person;
  const { onChanged } = props;
  const changed = useCallback(() => {
    reload();
    onChanged?.();
  }, [reload, onChanged]);

  const depth = desk.person === undefined ? 'list' : desk.act === undefined ? 'person' : 'act';
  return (
    <Panes
      title={props.title}
      depth={depth}
      list={props.list}
      onBack={depth === 'act' ? desk.closeAct : desk.closePerson}
      person={
        desk.person === undefined ? (
          props.idle
        ) : data !== undefined ? (
          <PersonPane data={data} desk={desk} />
        ) : person.problem !== undefined ? (
          <Problem problem={person.problem} onRetry={person.reload} />
        ) : (
          <Loading />
        )
      }
      act={
        desk.person === undefined ? undefined : desk.act !== undefined && data !== undefined ? (
          <ActPane
            key={`${desk.person} ${desk.act} ${desk.target ?? ''}`}
            data={data}
            desk={desk}
            onChanged={changed}
          />
        ) : (
          <p className="pane-idle">{t.pane.noAct}</p>
        )
      }
    />
  );
}
