import { useSystem } from '../../../api/use-resource.ts';
import { Furigana, Page } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { helpMessages } from '../help-messages.ts';
import { CallCentreNumber } from '../parts/CallCentreNumber.tsx';

/** How to stop a card now (LOS-01 … LOS-07). */
export function LostPage() {
  const { lost: t } = useText(helpMessages);
  const system = useSystem();
  return (
    <Page title={t.title} lead={<Furigana>{t.lead}</Furigana>}>
      <CallCentreNumber />
      <section className="stack stack-tight">
        <h2>{t.asked}</h2>
        <ul>
          {t.askedItems.map((line) => (
            <li key={line}>
              <Furigana>{line}</Furigana>
            </li>
          ))}
        </ul>
        <p className="strong">
          <Furigana>{t.askedNote}</Furigana>
        </p>
      </section>
      <section className="stack stack-tight">
        <h2>{t.happens}</h2>
        <ul className="portal-list">
          {t.happensItems.map((line) => (
            <li key={line}>
              <Furigana>{line}</Furigana>
            </li>
          ))}
        </ul>
      </section>
      <section className="stack stack-tight">
        <h2>{t.after}</h2>
        <h3>{t.found}</h3>
        <p>
          <Furigana>{t.foundText}</Furigana>
        </p>
        <h3>{t.notFound}</h3>
        <p>
          <Furigana>{t.notFoundText}</Furigana>
        </p>
        <h3>{t.fax}</h3>
        <p>{t.faxText}</p>
      </section>
      {system?.mode === 'demo' && (
        <aside className="portal-demo">
          <p>{t.demo}</p>
          <p>
            <a href="/call-centre">{t.demoLink}</a>
          </p>
        </aside>
      )}
    </Page>
  );
}
