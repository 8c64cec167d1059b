export {
  confirmStaffCard,
  type FirstStaffCard,
  type FirstStaffDeps,
  makeFirstStaffCard,
  type NewStaffCard,
  produceStaffCard,
} from './first-staff-card.ts';
