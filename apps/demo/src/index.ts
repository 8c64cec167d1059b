export { demoAddition } from './addition.ts';
export { demoCountry } from './demo-country.ts';
export * from './people.ts';
export { DEMO_RESIDENTS, type DemoOptions, type RunningDemo, startDemo } from './start.ts';
