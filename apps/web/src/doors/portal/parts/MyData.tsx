import type { MeAnswer } from '@mibun/server/schemas/services/disclosure';
import { Dl } from '../../../components/index.ts';
import { useDates, useLanguage, useText } from '../../../i18n/index.ts';
import { homeMessages } from '../home-messages.ts';

/** What the resident registry has about the person. */
export function MyData({ person }: Pick<MeAnswer, 'person'>) {
  const { attributes: t, home } = useText(homeMessages);
  const dates = useDates();
  const language = useLanguage();
  const { office, municipality } = person;
  return (
    <Dl
      items={[
        { term: t.name, description: <span lang="ja">{person.name}</span> },
        {
          term: t.kana,
          description: (
            <span lang="ja">
              {person.nameKana}
              <span className="quiet">{` ${person.nameRomaji}`}</span>
            </span>
          ),
        },
        ...(person.otherName
          ? [{ term: t.otherName, description: <span lang="ja">{person.otherName}</span> }]
          : []),
        { term: t.birthDate, description: dates.date(person.birthDate) },
        { term: t.sex, description: t.sexes[person.sex] },
        {
          term: t.address,
          description: (
            <span lang="ja">
              〒{person.postalCode}
              <br />
              {person.address}
            </span>
          ),
        },
        {
          term: t.office,
          description: (
            <>
              {home.office(municipality[language])}
              <br />
              <a href={`tel:${office.phone}`}>{office.phone}</a>
              <span className="quiet">{` ${office.hours[language]}`}</span>
            </>
          ),
        },
      ]}
    />
  );
}
