import { mayHold, plainDate } from '@mibun/rules';
import { birthDateFromParts } from '../../../../components/index.ts';
import { dateInJapan, useLanguage } from '../../../../i18n/index.ts';
import { useDraft } from '../../draft.ts';
import { CertificateQuestion } from '../../parts/CertificateQuestion.tsx';

export function SignaturePage() {
  const language = useLanguage();
  const birthDate = birthDateFromParts(useDraft().birthDate);
  const on = plainDate(dateInJapan(new Date()));
  // AGE-01. Whether an adult is a ward is not asked here: the office knows.
  const verdict =
    birthDate && birthDate <= on ? mayHold('signature', { birthDate, on, ward: false }) : undefined;
  return (
    <CertificateQuestion
      field="wantsSignature"
      text="signature"
      number={2}
      back="/continue/birth-date"
      next="/continue/authentication"
      barred={verdict?.ok === false ? verdict[language] : undefined}
    />
  );
}

export function AuthenticationPage() {
  return (
    <CertificateQuestion
      field="wantsAuthentication"
      text="authentication"
      number={3}
      back="/continue/signature"
      next="/continue/phone"
    />
  );
}
