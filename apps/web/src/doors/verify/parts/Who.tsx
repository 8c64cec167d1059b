import type { SignerReport } from '@mibun/server/schemas/services/verification';
import type { DlItem } from '../../../components/index.ts';
import { Dl, Icon } from '../../../components/index.ts';
import { useDates, useLanguage, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** Who signed, or who is only named as the signer. */
export function Who({ who, proven }: { readonly who: SignerReport; readonly proven: boolean }) {
  const t = useText(messages);
  const items = useItems(who);
  if (who.kind === 'unknown') {
    return (
      <div className="stack stack-tight">
        <h3>{t.who.title}</h3>
        <p>{t.who.unknown}</p>
      </div>
    );
  }
  const hasSubstitutes =
    who.kind === 'person' && who.substitutes.name.length + who.substitutes.address.length > 0;
  return (
    <div className="stack stack-tight">
      <h3>{proven ? t.who.title : t.who.unproven}</h3>
      {!proven && (
        <p className="with-icon">
          <Icon name="warning" />
          <span>{who.kind === 'other' ? t.who.otherText : t.who.unprovenText}</span>
        </p>
      )}
      <Dl items={items} />
      {hasSubstitutes && (
        <p className="with-icon">
          <Icon name="info" />
          <span>{t.who.substituteNote}</span>
        </p>
      )}
      {who.kind === 'person' && proven && <p className="quiet small">{t.who.asOf}</p>}
      {who.kind === 'municipality' && proven && <p className="quiet small">{t.who.seal}</p>}
    </div>
  );
}

function useItems(who: SignerReport): readonly DlItem[] {
  const t = useText(messages);
  const dates = useDates();
  const language = useLanguage();
  switch (who.kind) {
    case 'person':
      return [
        {
          term: t.who.name,
          description: (
            <strong className="who-name">
              <Marked text={who.name} positions={who.substitutes.name} />
            </strong>
          ),
        },
        {
          term: t.who.address,
          description: <Marked text={who.address} positions={who.substitutes.address} />,
        },
        { term: t.who.birthDate, description: dates.date(who.birthDate) },
      ];
    case 'municipality':
      return [
        {
          term: t.who.municipality,
          description: (
            <strong className="who-name">
              {language === 'ja'
                ? `${who.prefecture.ja} ${who.municipality.ja}`
                : `${who.municipality.en}, ${who.prefecture.en}`}
            </strong>
          ),
        },
        { term: t.who.office, description: <span lang="ja">{who.title}</span> },
      ];
    case 'other':
      return [
        { term: t.who.subject, description: who.subject },
        { term: t.who.issuer, description: who.issuer },
      ];
    case 'unknown':
      return [];
  }
}

/** Text with the characters marked that stand for others (CRT-01). */
function Marked(props: { readonly text: string; readonly positions: readonly number[] }) {
  const t = useText(messages);
  const marked = new Set(props.positions);
  if (marked.size === 0) return <span lang="ja">{props.text}</span>;
  return (
    <span lang="ja">
      {[...props.text].map((character, position) =>
        marked.has(position) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place of a character is its identity
          <mark className="substitute" key={position}>
            {character}
            <span className="visually-hidden">（{t.who.substitute}）</span>
          </mark>
        ) : (
          character
        ),
      )}
    </span>
  );
}
