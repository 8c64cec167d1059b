export { type FirstStaffCard, type FirstStaffDeps, makeFirstStaffCard } from './first-staff-card.ts';
