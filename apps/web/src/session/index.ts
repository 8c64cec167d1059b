export { RequireStaff, type RequireStaffProps } from './RequireStaff.tsx';
export { StaffLogin, type StaffLoginProps } from './StaffLogin.tsx';
export { type Staff, useStaff } from './staff-context.ts';
