export type { CardNoticeKind, Letter, LetterKind, MailKind, NoticeCountry, Notices } from './api.ts';
export { APPLICATION_NOTICE_KINDS, CARD_NOTICE_KINDS, LETTER_KINDS } from './api.ts';
export { createNotices, type NoticesModule } from './create.ts';
export { instantInWords } from './instant-in-words.ts';
export { demandOutbox, type Outbox, outboxIn } from './outbox.ts';
export { noticeMigrations } from './store.ts';
