import type { Bilingual } from './text-pair.ts';

/** The columns of the matrix of domain.md §9. A guardian is the legal representative; `proxy` is limited further by PRX rules. */
export const ROLES = {
  resident: { ja: '本人', en: 'resident' },
  guardian: { ja: '代理人', en: 'guardian or proxy' },
  clerk: { ja: '市区町村の職員', en: 'municipal clerk' },
  supervisor: { ja: '市区町村の責任者', en: 'municipal supervisor' },
  'card-operator': { ja: 'カード製造の担当者', en: 'card operator' },
  'call-centre': { ja: 'コールセンターの担当者', en: 'call-centre operator' },
  'ca-operator': { ja: '認証局の担当者', en: 'CA operator' },
  booth: { ja: '証明写真機の事業者', en: 'booth operator' },
  kiosk: { ja: 'キオスク端末の事業者', en: 'kiosk operator' },
  verifier: { ja: '検証者', en: 'verifier' },
  police: { ja: '警察', en: 'police' },
  auditor: { ja: '監査人', en: 'auditor' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type Role = keyof typeof ROLES;

/** The roles of §9 in which people log in as members of staff. */
export const STAFF_ROLES = [
  'clerk',
  'supervisor',
  'card-operator',
  'call-centre',
  'ca-operator',
  'auditor',
] as const satisfies readonly Role[];

export type StaffRole = (typeof STAFF_ROLES)[number];

/** Whether somebody logs in as a member of staff in this role. */
export function isStaffRole(role: string): role is StaffRole {
  return (STAFF_ROLES as readonly string[]).includes(role);
}

/**
 * Whether a role is held at one municipality and reaches that municipality alone. The others are national and are held
 * at none: that a duty has no office never means that it reaches all of them.
 */
export function needsOffice(role: StaffRole): boolean {
  return role === 'clerk' || role === 'supervisor';
}

/** The rows of the matrix of domain.md §9. */
export const ACTIONS = {
  apply: { ja: '申請・写真の修正・取下げ', en: 'apply, correct the photo, withdraw' },
  screen: { ja: '写真・申請の審査', en: 'screen photo and application' },
  'see-status': { ja: '状態と記録を見る', en: 'see status and log' },
  'read-number': { ja: 'マイナンバーを見る', en: 'read the number' },
  'produce-or-destroy': { ja: 'カードの作成・廃棄', en: 'produce or destroy cards' },
  'hand-over': { ja: '交付前設定・交付', en: 'pre-issue set-up and hand-over' },
  'set-pins': { ja: '暗証番号の設定・再設定', en: 'set or reset PINs' },
  'manage-certificates': { ja: '電子証明書の発行・更新・失効', en: 'issue, renew or revoke certificates' },
  suspend: { ja: '一時停止', en: 'suspend temporarily' },
  'lift-suspension': { ja: '一時停止の解除', en: 'lift a suspension' },
  'abolish-or-reissue': { ja: '廃止・再交付', en: 'abolish or re-issue' },
  'give-receipt-number': { ja: '受理番号の付与', en: 'give a receipt number' },
  'validate-certificates': { ja: '電子証明書の有効性確認', en: 'validate certificates' },
  'issue-at-kiosk': { ja: 'コンビニ交付', en: 'issue certificates at a kiosk' },
  'register-municipal-use': { ja: '独自利用の登録', en: 'register municipal use' },
  'change-parameters': { ja: '手数料・期限などの変更', en: 'change fees, deadlines and other parameters' },
  'read-audit-trail': { ja: '監査記録を見る', en: 'read the audit trail' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type Action = keyof typeof ACTIONS;

/**
 * `do` carries the act out or decides it, `request` asks for it, `approve` is the second person's word, `propose` and
 * `comment` decide nothing, `operate` runs the service without seeing a case, `read` sees the record of it.
 */
export type Right = 'do' | 'request' | 'approve' | 'propose' | 'comment' | 'operate' | 'read';

export interface Cell {
  readonly rights: readonly Right[];
  /** The act takes two persons. */
  readonly twoPerson?: true;
  /** What narrows the right, for the reader; enforced where the act is. */
  readonly limit?: string;
}

const cell = (rights: Right | readonly Right[], limit?: string): Cell => ({
  rights: typeof rights === 'string' ? [rights] : rights,
  ...(limit === undefined ? {} : { limit }),
});
const two = (rights: Right, limit?: string): Cell => ({ ...cell(rights, limit), twoPerson: true });
const SEEN_BY_AUDITOR = { auditor: cell('read') };

/** Who may do what (domain.md §9). An absent cell means never. */
export const MATRIX: Readonly<Record<Action, Readonly<Partial<Record<Role, Cell>>>>> = {
  apply: {
    resident: cell('do'),
    guardian: cell('do', 'guardian; a proxy in limited cases'),
    clerk: cell('do', 'on behalf, in person'),
    supervisor: cell('do'),
    booth: cell('do', 'passes on what the resident enters'),
    auditor: cell('read', 'log'),
  },
  screen: {
    clerk: cell(['read', 'comment']),
    supervisor: cell('do', 'local cases'),
    'card-operator': cell('do'),
    ...SEEN_BY_AUDITOR,
  },
  'see-status': {
    resident: cell('read', 'own'),
    guardian: cell('read', 'the ward’s'),
    clerk: cell('read'),
    supervisor: cell('read'),
    'card-operator': cell('read'),
    'call-centre': cell('read', 'status only'),
    ...SEEN_BY_AUDITOR,
  },
  'read-number': {
    resident: cell('read', 'own'),
    guardian: cell('read', 'the ward’s'),
    clerk: cell('read', 'with purpose'),
    supervisor: cell('read', 'with purpose'),
    'card-operator': cell('read', 'production job only'),
    verifier: cell('read', 'only lawful handlers'),
    auditor: cell('read', 'masked'),
  },
  'produce-or-destroy': {
    clerk: two('do', 'destroy'),
    supervisor: two('approve'),
    'card-operator': two('do'),
    ...SEEN_BY_AUDITOR,
  },
  'hand-over': {
    clerk: cell('do'),
    supervisor: cell('approve', 'proxy, exceptions'),
    ...SEEN_BY_AUDITOR,
  },
  'set-pins': {
    resident: cell('do', 'own'),
    guardian: cell(['do', 'request'], 'the ward’s; a proxy by sealed paper'),
    clerk: cell('do', 'executes, never sees the stored value'),
    supervisor: cell('approve', 'proxy reset'),
    kiosk: cell('do', 'own input only'),
    auditor: cell('read', 'event'),
  },
  'manage-certificates': {
    resident: cell('request'),
    guardian: cell('request', 'guardian'),
    clerk: cell('request', 'with identity check'),
    supervisor: cell('approve', 'mass cases'),
    'ca-operator': { ...cell('do', 'automatic; acts on keys take two persons'), twoPerson: true },
    ...SEEN_BY_AUDITOR,
  },
  suspend: {
    resident: cell(['do', 'request'], 'by phone or fax; the own card in the portal'),
    guardian: cell(['do', 'request'], 'by phone; the ward’s card in the portal'),
    clerk: cell('do'),
    supervisor: cell('do'),
    'card-operator': cell('do', 'incident'),
    'call-centre': cell('do'),
    ...SEEN_BY_AUDITOR,
  },
  'lift-suspension': {
    resident: cell('request', 'in person'),
    guardian: cell('request', 'in person or by inquiry'),
    clerk: cell('do'),
    supervisor: cell('approve', 'proxy'),
    ...SEEN_BY_AUDITOR,
  },
  'abolish-or-reissue': {
    resident: cell('request'),
    guardian: cell('request'),
    clerk: cell('do'),
    supervisor: cell('approve', 'fee waiver'),
    'card-operator': cell('do', 'produce'),
    ...SEEN_BY_AUDITOR,
  },
  'give-receipt-number': {
    clerk: cell('do', 'record it'),
    police: cell('do', 'outside the system'),
    ...SEEN_BY_AUDITOR,
  },
  'validate-certificates': {
    resident: cell('do', 'own, with a client'),
    clerk: cell('do', 'checks at the counter'),
    'ca-operator': cell('do', 'responder'),
    kiosk: cell('do', 'the hub only'),
    verifier: cell('do'),
    ...SEEN_BY_AUDITOR,
  },
  'issue-at-kiosk': {
    resident: cell('do'),
    clerk: cell('operate', 'configure the service'),
    supervisor: cell(['operate', 'approve'], 'enable or stop the service'),
    'card-operator': cell('operate', 'hub operations'),
    kiosk: cell('operate', 'upkeep of the machine, no content'),
    ...SEEN_BY_AUDITOR,
  },
  'register-municipal-use': {
    resident: cell('do'),
    guardian: cell('do', 'guardian'),
    clerk: cell('do'),
    supervisor: cell('approve', 'entry of the ordinance'),
    'card-operator': cell('do', 'load the card application'),
    ...SEEN_BY_AUDITOR,
  },
  'change-parameters': {
    clerk: cell('propose'),
    supervisor: two('do'),
    'card-operator': two('do', 'national'),
    ...SEEN_BY_AUDITOR,
  },
  'read-audit-trail': {
    resident: cell('read', 'own'),
    guardian: cell('read', 'the ward’s'),
    clerk: cell('read', 'own actions'),
    supervisor: cell('read', 'office'),
    'card-operator': cell('read', 'system'),
    'call-centre': cell('read', 'own actions'),
    'ca-operator': cell('read', 'CA'),
    booth: cell('read', 'own'),
    kiosk: cell('read', 'own'),
    verifier: cell('read', 'own'),
    auditor: cell('read', 'all, personal data masked'),
  },
};

/** The cell of the matrix, or `undefined` where the matrix says never. */
export function cellOf(role: Role, action: Action): Cell | undefined {
  return MATRIX[action][role];
}

/** Whether a role has a right to an action; without naming one, the right to carry it out. */
export function may(role: Role, action: Action, right: Right = 'do'): boolean {
  return cellOf(role, action)?.rights.includes(right) ?? false;
}

/** Rights that cannot be used without seeing the case. */
const SEEING: readonly Right[] = ['read', 'do', 'approve', 'comment'];

/** Whether a role may look at a case of the action: to read it, or because it does, approves or comments on it. */
export function mayLook(role: Role, action: Action): boolean {
  return SEEING.some((right) => may(role, action, right));
}

/** Rights of which any one is enough; `look` stands for every right that cannot be used unseen. */
export type Wanted = Right | readonly Right[] | 'look';

/** Whether a role has what is wanted of an action. */
export function entitled(role: Role, action: Action, wanted: Wanted): boolean {
  if (wanted === 'look') return mayLook(role, action);
  return [wanted].flat().some((right) => may(role, action, right));
}

/** Whether the role's part in the action needs a second person. */
export function needsTwoPersons(role: Role, action: Action): boolean {
  return cellOf(role, action)?.twoPerson ?? false;
}

/**
 * Acts on one case that one person may not do both of (domain.md ROL-01), and the pairs of the two-person rule. Who took
 * an application in is a party to it: neither screens it nor gives its card away. A card takes two persons (§9): whoever
 * approved the application does not make it.
 */
export const SEPARATED_ACTS = [
  ['screen', 'hand-over'],
  ['open-application', 'screen'],
  ['open-application', 'hand-over'],
  ['screen', 'produce'],
  ['approve-proxy', 'hand-over'],
  ['enter-sealed-pins', 'witness-sealed-pins'],
  ['propose', 'confirm'],
] as const;

export type SeparatedAct = (typeof SEPARATED_ACTS)[number][number];

/** Whether somebody who has done `earlier` acts on a case may now do `act` on it (domain.md ROL-01). */
export function maySamePersonDo(earlier: readonly SeparatedAct[], act: SeparatedAct): boolean {
  return !SEPARATED_ACTS.some(
    ([one, other]) => (one === act && earlier.includes(other)) || (other === act && earlier.includes(one)),
  );
}
