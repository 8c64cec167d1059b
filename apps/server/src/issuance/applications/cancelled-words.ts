import type { RegistryEvent } from '@mibun/rules';

/** At whose registered address there is nobody any more who could be written to. */
export const NOBODY_TO_WRITE_TO: readonly RegistryEvent[] = [
  'died',
  'departed',
  'departed-with-continued-use',
];

interface Why {
  readonly reason: string;
  readonly reasonEn: string;
  readonly next: string;
  readonly nextEn: string;
}

const ABROAD: Why = {
  reason: '国外への転出の届出があったため、',
  reasonEn: 'A move abroad has been reported.',
  next: '国外からも、在外公館または本籍地の市区町村で、カードを申請できます。',
  nextEn: 'From abroad you can apply at a consulate or at the municipality of your family register.',
};

const WHY: Readonly<Partial<Record<RegistryEvent, Why>>> = {
  died: {
    reason: 'ご逝去の届出を受け、心よりお悔やみ申し上げます。',
    reasonEn: 'We have been told of the death of the person who applied, and we are sorry for your loss.',
    next: 'ご家族にしていただくことはありません。',
    nextEn: 'There is nothing that the family needs to do.',
  },
  departed: ABROAD,
  'departed-with-continued-use': ABROAD,
  'moved-out': {
    reason: '転出の届出があったため、',
    reasonEn: 'A move to another municipality has been reported.',
    next: '新しいお住まいの市区町村に転入を届け出たあと、窓口で新しい申請書を受け取り、申請してください。',
    nextEn:
      'When you have reported your arrival at your new municipality, ask there for a new form and apply.',
  },
  'residence-status-lost': {
    reason: '在留資格の記録に変更があったため、',
    reasonEn: 'Your record of residence has changed.',
    next: '在留の手続きを終えたあとに、窓口で新しい申請書を受け取り、申請できます。ご不明な点は窓口にお尋ねください。',
    nextEn:
      'When your residence is settled you can ask your municipal office for a new form and apply. The office will gladly answer questions.',
  },
};

const RECORD_CHANGED: Why = {
  reason: '住民票の記録に変更があったため、',
  reasonEn: 'Your resident record has changed.',
  next: 'お心当たりがないときは、お住まいの市区町村の窓口にお尋ねください。記録が整えば、新しく申請できます。',
  nextEn:
    'If you do not know why, ask your municipal office. When your record is in order you can apply again.',
};

/** Why an application ended by the registry, and what whoever reads it can do; the bereaved are spoken to as such. */
export function whyCancelled(
  event: RegistryEvent | undefined,
  name: string,
): Readonly<Record<string, string>> {
  const why = (event && WHY[event]) ?? RECORD_CHANGED;
  return { name: event === 'died' ? `${name} さまのご家族へ` : `${name} さま`, ...why };
}
