import type {
  InstitutionKindName,
  RequestCheckAnswer,
  RequestIssueAnswer,
} from '@mibun/server/schemas/ca-office';
import { useState } from 'react';
import { post } from '../../../api/client.ts';
import { useAction } from '../../../api/use-resource.ts';
import { Button, FileUpload, Input, Page, Problem, Radio, Textarea } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { CheckedRequest } from './CheckedRequest.tsx';
import { IssuedCertificate } from './IssuedCertificate.tsx';

/** A certificate of the institution CA for a request: checked first, issued second. */
export function IssuePage() {
  const t = useText(messages).issue;
  const [kind, setKind] = useState<InstitutionKindName>('seal');
  const [days, setDays] = useState('365');
  const [file, setFile] = useState<File | null>(null);
  const [pasted, setPasted] = useState('');
  const [missing, setMissing] = useState(false);
  const [checked, setChecked] = useState<RequestCheckAnswer>();
  const [issued, setIssued] = useState<RequestIssueAnswer>();
  const body = async () => ({ kind, days: Number(days), request: file ? await textOf(file) : pasted });
  const check = useAction(async () => {
    setChecked(undefined);
    setChecked(await post<RequestCheckAnswer>('/api/ca/requests/check', await body()));
  });
  const issue = useAction(async () => {
    setIssued(await post<RequestIssueAnswer>('/api/ca/requests', await body()));
  });
  const changed = () => {
    setChecked(undefined);
    check.clear();
    issue.clear();
  };
  if (issued) return <IssuedCertificate issued={issued} onNext={() => location.reload()} />;
  const nothing = file === null && pasted.trim() === '';
  return (
    <Page title={t.title} lead={t.lead} width="wide">
      <form
        className="stack ca-form"
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(nothing);
          if (!nothing) void check.run();
        }}
      >
        <Radio
          name="kind"
          label={t.kind}
          value={kind}
          onValue={(next: InstitutionKindName) => {
            setKind(next);
            changed();
          }}
          options={(['seal', 'time-stamp'] as const).map((one) => ({
            value: one,
            label: t.kinds[one],
            support: t.kindSupport[one],
          }))}
        />
        <FileUpload
          name="request"
          label={t.file}
          support={t.fileSupport}
          accept=".csr,.pem,.p10,.der,application/pkcs10"
          maxBytes={8_192}
          file={file}
          onFile={(next) => {
            setFile(next);
            changed();
          }}
          error={missing && nothing ? t.missing : undefined}
        />
        {file === null && (
          <Textarea
            name="pasted"
            label={t.paste}
            rows={5}
            spellCheck={false}
            value={pasted}
            onValue={(next) => {
              setPasted(next);
              changed();
            }}
          />
        )}
        <Input
          name="days"
          label={t.days}
          support={t.daysSupport}
          width="xs"
          inputMode="numeric"
          suffix={t.daysUnit}
          value={days}
          onValue={(next) => {
            setDays(next.replaceAll(/\D/g, ''));
            changed();
          }}
        />
        <div>
          <Button type="submit" variant="outline" busy={check.busy}>
            {t.check}
          </Button>
        </div>
      </form>
      {check.problem !== undefined && <Problem problem={check.problem} />}
      {checked !== undefined && (
        <CheckedRequest checked={checked} busy={issue.busy} onIssue={() => void issue.run()} />
      )}
      {issue.problem !== undefined && <Problem problem={issue.problem} />}
    </Page>
  );
}

/** PEM as it is; DER as base64. */
async function textOf(file: File): Promise<string> {
  const octets = new Uint8Array(await file.arrayBuffer());
  const text = Array.from(octets, (octet) => String.fromCharCode(octet)).join('');
  return text.includes('-----BEGIN') ? text : btoa(text);
}
