/** Runs a verb that loads what it needs; what goes wrong is said calmly. */
export async function calmly(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    const { calm } = await import('./errors.ts');
    throw calm(error);
  }
}
