import type { PersonAnswer } from '@mibun/server/schemas/office/counter';
import { Dl, NotificationBanner } from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { PaneHead } from '../desk/PaneHead.tsx';
import type { Desk } from '../desk/use-desk.ts';
import { messages } from '../messages.ts';
import { ActList } from './ActList.tsx';
import { ApplicationList } from './ApplicationList.tsx';
import { CardList } from './CardList.tsx';
import { LetterList } from './LetterList.tsx';

/** Everything the counter needs to know about one person, what can be done first. */
export function PersonPane(props: { readonly data: PersonAnswer; readonly desk: Desk }) {
  const t = useText(messages);
  const dates = useDates();
  const { data, desk } = props;
  const { person } = data;
  return (
    <div className="stack person">
      <PaneHead
        title={person.name}
        caption={`${person.nameKana} ${person.nameRomaji}`}
        subject={desk.act === undefined ? person.personId : ''}
      />
      {person.needsRepresentative && <NotificationBanner tone="warning" title={t.person.representative} />}
      <Dl
        items={[
          {
            term: t.person.born,
            description: t.person.bornLine(
              dates.date(person.birthDate, { era: person.nationality === 'JPN' }),
              person.age,
              t.find.sexes[person.sex],
            ),
          },
          { term: t.person.address, description: person.address },
          ...(person.nationality === 'JPN'
            ? []
            : [{ term: t.person.nationality, description: person.nationality }]),
          ...(person.stayUntil === null
            ? []
            : [{ term: t.person.stay, description: dates.date(person.stayUntil) }]),
          { term: t.person.mail, description: person.hasEmail ? t.person.mailYes : t.person.mailNo },
        ]}
      />
      <ActList acts={data.acts} cards={data.cards} desk={desk} />
      <CardList data={data} />
      <ApplicationList applications={data.applications} />
      <LetterList letters={data.letters} />
    </div>
  );
}
