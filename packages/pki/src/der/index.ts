export * from './assert.ts';
export * from './ber.ts';
export * from './oid.ts';
export * from './read.ts';
export * from './tags.ts';
export * from './time.ts';
export * from './write.ts';
