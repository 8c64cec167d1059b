export type { Letter, LetterKind, MailKind, NoticeCountry, Notices } from './api.ts';
export { createNotices, type NoticesModule } from './create.ts';
export { noticeMigrations } from './store.ts';
