import type { VerificationReport } from '@mibun/server/schemas/services/verification';
import { useEffect, useRef } from 'react';
import { Button, CopyableNumber, Dl, NotificationBanner } from '../../../components/index.ts';
import { formatBytes, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { HowToRead } from '../parts/HowToRead.tsx';
import { SignatureSection } from '../parts/SignatureSection.tsx';
import { TimeStamps } from '../parts/TimeStamps.tsx';
import { Verdict } from '../parts/Verdict.tsx';

/** The answer: the verdict first, then each signature, then the document and how to read it all. */
export function ResultPage(props: {
  readonly name: string;
  readonly report: VerificationReport;
  readonly onAgain: () => void;
}) {
  const t = useText(messages);
  const { report, name } = props;
  const verdict = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    verdict.current?.focus({ preventScroll: true });
  }, []);
  const title = t.verdict[report.overall].title;
  useEffect(() => {
    document.title = `${title} | ${t.door}`;
  }, [title, t.door]);
  const { signatures, documentTimeStamps, unreadableSignatures } = report;
  return (
    <div className="page verify-result">
      <Verdict
        overall={report.overall}
        added={signatures.some(({ later }) => later.answer === 'added')}
        checkedAt={report.checkedAt}
        name={name}
        headingRef={verdict}
      />
      {unreadableSignatures > 0 && (
        <NotificationBanner tone="warning" title={t.unreadable(unreadableSignatures)} />
      )}
      {signatures.length > 1 && <p className="quiet">{t.signature.order}</p>}
      {signatures.map((signature) => (
        <SignatureSection key={signature.number} signature={signature} of={signatures.length} />
      ))}
      {documentTimeStamps.length > 0 && <TimeStamps stamps={documentTimeStamps} />}
      <section className="stack stack-tight">
        <h2>{t.document.title}</h2>
        <Dl
          items={[
            {
              term: t.document.name,
              description: (
                <>
                  <strong>{name}</strong>
                  <br />
                  <span className="quiet">
                    {t.document.pages(report.document.pages)} · {formatBytes(report.document.bytes)}
                  </span>
                </>
              ),
            },
            {
              term: t.document.digest,
              description: (
                <CopyableNumber value={report.document.sha256} label={t.document.digest} groups={8} />
              ),
            },
          ]}
        />
      </section>
      <div>
        <Button variant="outline" onClick={props.onAgain}>
          {t.another}
        </Button>
      </div>
      <HowToRead />
    </div>
  );
}
