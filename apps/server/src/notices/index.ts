export type { Letter, LetterKind, MailKind, Notices } from './api.ts';
export { createNotices, type NoticesModule } from './create.ts';
export { noticeMigrations } from './store.ts';
