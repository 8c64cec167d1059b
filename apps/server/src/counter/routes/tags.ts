export const tags = ['counter'];
