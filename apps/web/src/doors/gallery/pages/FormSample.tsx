import { useState } from 'react';
import type { DateParts } from '../../../components/index.ts';
import {
  DoorLayout,
  dateFromParts,
  emptyDate,
  errorOf,
  FormPage,
  SeparatedDatePicker,
} from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** A form step in a door's layout, with somebody logged in, a menu, and a person acted for. */
export function FormSample() {
  const t = useText(messages);
  const [birth, setBirth] = useState<DateParts>(emptyDate);
  const [tried, setTried] = useState(false);
  const errors =
    tried && dateFromParts(birth) === undefined ? [{ field: 'birth', message: t.birthError }] : [];
  return (
    <DoorLayout
      door="gallery"
      navigation={[
        { to: '/', label: t.home },
        { to: '/form', label: t.sections.pages },
      ]}
      signedIn={{ name: t.clerk, onSignOut: () => undefined }}
      actingFor={{ name: t.person, onStop: () => undefined }}
    >
      <FormPage
        title={t.formTitle}
        caption={t.formCaption}
        errors={errors}
        onSubmit={() => setTried(true)}
        back="/"
      >
        <SeparatedDatePicker
          name="birth"
          label={t.birth}
          hideLabel
          eras
          birthDate
          value={birth}
          onValue={setBirth}
          error={errorOf(errors, 'birth')}
        />
      </FormPage>
    </DoorLayout>
  );
}
