import { useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useResource } from '../../../api/use-resource.ts';
import {
  Button,
  ButtonLink,
  CopyableNumber,
  Dl,
  Input,
  Loading,
  NotificationBanner,
  Page,
  Problem,
} from '../../../components/index.ts';
import { useDates, useLanguage, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** Where the QR code of a paper leads: looked at on the phone of whoever was handed it, not at the machine. */
export function PaperPage() {
  const t = useText(messages);
  const { serial } = useParams();
  useNormalDensity();
  return (
    <Page title={t.paper.title} lead={t.paper.lead}>
      {serial === undefined ? <AskSerial /> : <Record serial={serial} />}
    </Page>
  );
}

/** This page is for a hand, not for a machine that one stands before. */
function useNormalDensity(): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    const before = dataset.density;
    dataset.density = 'normal';
    return () => {
      if (before !== undefined) dataset.density = before;
    };
  }, []);
}

function AskSerial() {
  const t = useText(messages);
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') void navigate(`/papers/${encodeURIComponent(typed.trim())}`);
      }}
    >
      <Input
        name="serial"
        label={t.paper.serial}
        support={t.paper.serialSupport}
        value={typed}
        onValue={setTyped}
      />
      <div>
        <Button type="submit">{t.paper.check}</Button>
      </div>
    </form>
  );
}

function Record({ serial }: { readonly serial: string }) {
  const t = useText(messages);
  const dates = useDates();
  const language = useLanguage();
  const paper = useResource('GET /api/kiosk/papers/:serial', { params: { serial } });
  const another = (
    <div>
      <ButtonLink to="/papers" variant="outline">
        {t.paper.another}
      </ButtonLink>
    </div>
  );
  if (paper.problem) {
    return (
      <>
        <Problem problem={paper.problem} />
        {another}
      </>
    );
  }
  if (!paper.data) return <Loading />;
  const { typeName, municipalityName, issuedAt, copies, sha256 } = paper.data;
  return (
    <>
      <NotificationBanner tone="success" title={t.paper.genuine}>
        <p>{t.paper.compare}</p>
      </NotificationBanner>
      <Dl
        items={[
          { term: t.paper.type, description: typeName[language] },
          { term: t.paper.municipality, description: municipalityName[language] },
          { term: t.paper.issuedAt, description: dates.instant(issuedAt, { era: true, weekday: true }) },
          { term: t.paper.copies, description: t.paper.copiesCount(copies) },
          {
            term: t.paper.serial,
            description: <CopyableNumber value={paper.data.serial} label={t.paper.serial} />,
          },
          { term: t.paper.hash, description: <code>{sha256}</code> },
        ]}
      />
      {another}
    </>
  );
}
