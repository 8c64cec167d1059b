export const tags = ['counter'];
/** Looking, and what both may do. */
export const office = { access: { staff: ['clerk', 'supervisor'] } } as const;
/** The matrix of domain.md §9 gives these to the clerk; a supervisor approves, and needs the clerk's role to do them. */
export const clerks = { access: { staff: ['clerk'] } } as const;
/** Where the table lets a supervisor do more than a clerk, the supervisor's role is taken first. */
export const supervisorsFirst = { access: { staff: ['supervisor', 'clerk'] } } as const;
