import { useState } from 'react';
import type { DateParts } from '../../../components/index.ts';
import {
  Button,
  ButtonLink,
  Checkbox,
  CheckboxGroup,
  ErrorSummary,
  emptyDate,
  FileUpload,
  Input,
  Radio,
  Select,
  SeparatedDatePicker,
  Textarea,
} from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { Section } from './Section.tsx';

export function ControlSamples() {
  return (
    <>
      <ButtonSamples />
      <FieldSamples />
      <ChoiceSamples />
      <ErrorSamples />
    </>
  );
}

function ButtonSamples() {
  const t = useText(messages);
  return (
    <Section id="buttons" title={t.sections.buttons}>
      {(['solid', 'outline', 'text', 'danger'] as const).map((variant) => (
        <div className="cluster" key={variant}>
          <Button variant={variant}>{t[variant]}</Button>
          <Button variant={variant} size="sm">
            {t.small}
          </Button>
          <Button variant={variant} size="lg">
            {t.large}
          </Button>
          <Button variant={variant} icon="copy">
            {t.rest}
          </Button>
          <Button variant={variant} busy>
            {t.busy}
          </Button>
          <Button variant={variant} disabled>
            {t.disabled}
          </Button>
        </div>
      ))}
      <div className="cluster">
        <ButtonLink to="/" icon="forward">
          {t.link}
        </ButtonLink>
        <ButtonLink href="/" variant="outline">
          {t.link}
        </ButtonLink>
      </div>
    </Section>
  );
}

function FieldSamples() {
  const t = useText(messages);
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [place, setPlace] = useState<string>('');
  const [birth, setBirth] = useState<DateParts>(emptyDate);
  const [photo, setPhoto] = useState<File | null>(null);
  const places = t.municipalities.map((label, index) => ({ value: String(index), label }));
  return (
    <Section id="fields" title={t.sections.fields}>
      <div className="columns">
        <div className="stack">
          <Input
            name="g-name"
            label={t.name}
            requirement="required"
            support={t.nameSupport}
            value={name}
            onValue={setName}
          />
          <Input name="g-id" label={t.id} support={t.idSupport} code defaultValue="123456789012345678901" />
          <Input name="g-days" label={t.columns.days} width="xs" inputMode="numeric" suffix="日" />
          <Input name="g-off" label={`${t.name} (${t.disabled})`} disabled defaultValue={t.person} />
          <Select
            name="g-place"
            label={t.municipality}
            requirement="optional"
            width="md"
            options={places}
            value={place}
            onValue={setPlace}
          />
          <Select
            name="g-place-off"
            label={`${t.municipality} (${t.disabled})`}
            options={places}
            value=""
            disabled
          />
        </div>
        <div className="stack">
          <SeparatedDatePicker
            name="g-birth"
            label={t.birth}
            requirement="required"
            eras
            birthDate
            value={birth}
            onValue={setBirth}
          />
          <Textarea
            name="g-reason"
            label={t.reason}
            support={t.reasonSupport}
            limit={40}
            value={reason}
            onValue={setReason}
          />
          <FileUpload
            name="g-photo"
            label={t.photo}
            support={t.photoSupport}
            accept="image/jpeg"
            camera="user"
            maxBytes={7_000_000}
            file={photo}
            onFile={setPhoto}
          />
        </div>
      </div>
    </Section>
  );
}

function ChoiceSamples() {
  const t = useText(messages);
  const [way, setWay] = useState<string>('0');
  const [wanted, setWanted] = useState<readonly string[]>(['0']);
  const [terms, setTerms] = useState(true);
  const ways = t.ways.map((label, index) => ({
    value: String(index),
    label,
    support: index === 0 ? t.waySupport : undefined,
    disabled: index === 2,
  }));
  const certificates = t.certificate.map((label, index) => ({ value: String(index), label }));
  return (
    <Section id="choices" title={t.sections.choices}>
      <div className="columns">
        <Radio name="g-way" label={t.way} options={ways} value={way} onValue={setWay} />
        <Radio name="g-way-tile" label={t.way} look="tile" options={ways} value={way} onValue={setWay} />
        <div className="stack">
          <CheckboxGroup
            name="g-certificates"
            label={t.certificates}
            options={certificates}
            values={wanted}
            onValues={setWanted}
          />
          <CheckboxGroup
            name="g-certificates-off"
            label={`${t.certificates} (${t.disabled})`}
            options={certificates}
            values={['1']}
            onValues={() => undefined}
            disabled
          />
          <Checkbox name="g-terms" label={t.terms} look="tile" checked={terms} onValue={setTerms} />
        </div>
      </div>
    </Section>
  );
}

function ErrorSamples() {
  const t = useText(messages);
  const [quiet, setQuiet] = useState(true);
  const errors = [
    { field: 'e-name', message: t.nameError },
    { field: 'e-id', message: t.idError },
    { field: 'e-birth', message: t.birthError },
    { field: 'e-way', message: t.wayError },
  ];
  return (
    <Section id="errors" title={t.sections.errors}>
      {/* Shown on demand: a summary takes the focus when it appears. */}
      {quiet ? (
        <div>
          <Button variant="outline" onClick={() => setQuiet(false)}>
            ErrorSummary
          </Button>
        </div>
      ) : (
        <ErrorSummary errors={errors} />
      )}
      <div className="columns">
        <div className="stack">
          <Input name="e-name" label={t.name} requirement="required" error={t.nameError} />
          <Input name="e-id" label={t.id} code error={t.idError} defaultValue="1234567890123456789012" />
          <Select name="e-place" label={t.municipality} options={[]} value="" error={t.wayError} />
        </div>
        <div className="stack">
          <SeparatedDatePicker
            name="e-birth"
            label={t.birth}
            error={t.birthError}
            value={{ calendar: 'western', year: '1980', month: '2', day: '30' }}
            onValue={() => undefined}
          />
          <Radio
            name="e-way"
            label={t.way}
            error={t.wayError}
            options={t.ways.map((label, index) => ({ value: String(index), label }))}
            value=""
            onValue={() => undefined}
          />
          <Checkbox
            name="e-terms"
            label={t.terms}
            error={t.termsError}
            checked={false}
            onValue={() => undefined}
          />
        </div>
        <div className="stack">
          <Textarea name="e-reason" label={t.reason} error={t.nameError} />
          <FileUpload
            name="e-photo"
            label={t.photo}
            error={t.photoError}
            accept="image/jpeg"
            file={null}
            onFile={() => undefined}
          />
        </div>
      </div>
    </Section>
  );
}
