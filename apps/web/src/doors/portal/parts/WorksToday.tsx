import type { MeAnswer } from '@mibun/server/schemas/services/disclosure';
import { Furigana, Icon } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { homeMessages } from '../home-messages.ts';

/** One line for each use: works, or why not and what to do. */
export function WorksToday({ uses }: { readonly uses: MeAnswer['today'] }) {
  const { home, uses: names, obstacles } = useText(homeMessages);
  return (
    <ul className="works-today">
      {uses.map(({ use, works, obstacle }) => (
        <li key={use} data-works={works ? '' : undefined}>
          <Icon name={works ? 'success' : 'error'} />
          <div>
            <p className="strong">
              <Furigana>{names[use]}</Furigana>
              <span className="visually-hidden">: {works ? home.works : home.fails}</span>
            </p>
            {obstacle !== undefined && (
              <p className="small">
                <Furigana>{`${obstacles[obstacle].why} ${obstacles[obstacle].fix}`}</Furigana>
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
