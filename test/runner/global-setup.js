// Jest reads no TypeScript by itself.
export default async () => (await import('../harness/global-setup.ts')).default();
