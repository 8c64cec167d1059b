import type { Bilingual } from '@mibun/rules';

/** Statuses of residence that occur in the demo country. */
export type ResidenceStatus =
  | 'permanent-resident'
  | 'special-permanent-resident'
  | 'highly-skilled-2'
  | 'engineer-specialist'
  | 'specified-skilled-worker'
  | 'technical-intern'
  | 'student'
  | 'dependent'
  | 'spouse-of-national'
  | 'long-term-resident'
  | 'born-in-transition';

/**
 * Their names, and whether the stay ends: the first three are treated like nationals (domain.md VAL-05).
 */
export const RESIDENCE_STATUSES: Readonly<
  Record<ResidenceStatus, Bilingual & { readonly limited: boolean; readonly years: number }>
> = {
  'permanent-resident': { ja: '永住者', en: 'Permanent Resident', limited: false, years: 0 },
  'special-permanent-resident': {
    ja: '特別永住者',
    en: 'Special Permanent Resident',
    limited: false,
    years: 0,
  },
  'highly-skilled-2': {
    ja: '高度専門職第２号',
    en: 'Highly Skilled Professional (ii)',
    limited: false,
    years: 0,
  },
  'engineer-specialist': {
    ja: '技術・人文知識・国際業務',
    en: 'Engineer / Specialist in Humanities / International Services',
    limited: true,
    years: 5,
  },
  'specified-skilled-worker': {
    ja: '特定技能１号',
    en: 'Specified Skilled Worker (i)',
    limited: true,
    years: 1,
  },
  'technical-intern': {
    ja: '技能実習２号',
    en: 'Technical Intern Training (ii)',
    limited: true,
    years: 2,
  },
  student: { ja: '留学', en: 'Student', limited: true, years: 2 },
  dependent: { ja: '家族滞在', en: 'Dependent', limited: true, years: 3 },
  'spouse-of-national': {
    ja: '日本人の配偶者等',
    en: 'Spouse or Child of a Japanese National',
    limited: true,
    years: 3,
  },
  'long-term-resident': { ja: '定住者', en: 'Long-Term Resident', limited: true, years: 3 },
  'born-in-transition': {
    ja: '出生による経過滞在者',
    en: 'Transitional stay after birth',
    limited: true,
    years: 0,
  },
};
