import type { RequestIssueAnswer } from '@mibun/server/schemas/ca-office';
import { Button, CopyableNumber, Page } from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { saveText } from '../save-text.ts';

/** The certificate that has just been issued, to be handed to whoever holds its key. */
export function IssuedCertificate(props: {
  readonly issued: RequestIssueAnswer;
  readonly onNext: () => void;
}) {
  const t = useText(messages).issue;
  const dates = useDates();
  const { certificate, notAfter, serial } = props.issued;
  return (
    <Page title={t.issuedTitle} width="wide">
      <p>{t.issuedText(dates.instant(notAfter))}</p>
      <CopyableNumber label={t.serial} value={serial} groups={4} />
      <pre className="ca-pem">{certificate}</pre>
      <div className="cluster">
        <Button onClick={() => saveText(`${serial}.pem`, 'application/x-pem-file', certificate)}>
          {t.download}
        </Button>
        <Button variant="outline" onClick={props.onNext}>
          {t.another}
        </Button>
      </div>
    </Page>
  );
}
