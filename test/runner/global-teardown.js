export default async () => (await import('../harness/global-teardown.ts')).default();
