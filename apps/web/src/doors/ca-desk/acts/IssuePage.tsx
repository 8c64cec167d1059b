import type {
  InstitutionKindName,
  OfficeName,
  RequestCheckAnswer,
} from '@mibun/server/schemas/authority/ca-desk';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { useAction } from '../../../api/use-resource.ts';
import {
  Button,
  FileUpload,
  Input,
  NotificationBanner,
  Page,
  Problem,
  Radio,
  Textarea,
} from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { ProposalList } from '../generations/ProposalList.tsx';
import { useProposals } from '../generations/use-proposals.ts';
import { messages } from '../messages.ts';
import { CheckedRequest } from './CheckedRequest.tsx';

const quiet = () => {};

/** A certificate of the institution CA for a request: checked, proposed, and issued at a colleague's word. */
export function IssuePage() {
  const t = useText(messages).issue;
  const [kind, setKind] = useState<InstitutionKindName>('seal');
  const [days, setDays] = useState('365');
  const [file, setFile] = useState<File | null>(null);
  const [pasted, setPasted] = useState('');
  const [missing, setMissing] = useState(false);
  const [checked, setChecked] = useState<RequestCheckAnswer>();
  const [municipality, setMunicipality] = useState('');
  const [office, setOffice] = useState<OfficeName>('mayor');
  const [unit, setUnit] = useState('1');
  const [renews, setRenews] = useState('');
  const [reason, setReason] = useState('');
  const [proposed, setProposed] = useState(false);
  const proposals = useProposals(quiet);
  const body = async () => ({
    ...(kind === 'seal' ? { kind, municipality, office } : { kind, unit: Number(unit) }),
    days: Number(days),
    request: file ? await textOf(file) : pasted,
    ...(renews.trim() && { renews: renews.replaceAll(' ', '') }),
  });
  const check = useAction(async () => {
    setChecked(undefined);
    setChecked(await call('POST /api/ca/requests/check', { body: await body() }));
  });
  const issue = useAction(async () => {
    await call('POST /api/ca/requests', { body: { ...(await body()), reason } });
    setChecked(undefined);
    setProposed(true);
    proposals.reload();
  });
  const changed = () => {
    setChecked(undefined);
    setProposed(false);
    check.clear();
    issue.clear();
  };
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
        {kind === 'seal' ? (
          <>
            <Input
              name="municipality"
              label={t.municipality}
              support={t.municipalitySupport}
              width="xs"
              inputMode="numeric"
              value={municipality}
              onValue={(next) => {
                setMunicipality(next.replaceAll(/\D/g, '').slice(0, 5));
                changed();
              }}
            />
            <Radio
              name="office"
              label={t.office}
              value={office}
              onValue={(next: OfficeName) => {
                setOffice(next);
                changed();
              }}
              options={(['mayor', 'acting-mayor'] as const).map((one) => ({
                value: one,
                label: t.offices[one],
              }))}
            />
          </>
        ) : (
          <Input
            name="unit"
            label={t.unit}
            width="xs"
            inputMode="numeric"
            value={unit}
            onValue={(next) => {
              setUnit(next.replaceAll(/\D/g, ''));
              changed();
            }}
          />
        )}
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
        <Input
          name="renews"
          label={t.renews}
          support={t.renewsSupport}
          value={renews}
          onValue={(next) => {
            setRenews(next);
            changed();
          }}
        />
        <Input name="reason" label={t.reason} support={t.reasonSupport} value={reason} onValue={setReason} />
        <div>
          <Button type="submit" variant="outline" busy={check.busy}>
            {t.check}
          </Button>
        </div>
      </form>
      {check.problem !== undefined && <Problem problem={check.problem} />}
      {checked !== undefined && (
        <CheckedRequest
          checked={checked}
          busy={issue.busy}
          missing={reason.trim() === '' ? t.reasonMissing : undefined}
          onIssue={() => void issue.run()}
        />
      )}
      {proposed && <NotificationBanner tone="success" title={t.proposed} />}
      {issue.problem !== undefined && <Problem problem={issue.problem} />}
      <ProposalList proposals={proposals} acts />
    </Page>
  );
}

/** PEM as it is; DER as base64. */
async function textOf(file: File): Promise<string> {
  const octets = new Uint8Array(await file.arrayBuffer());
  const text = Array.from(octets, (octet) => String.fromCharCode(octet)).join('');
  return text.includes('-----BEGIN') ? text : btoa(text);
}
