const hook = `export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  if (found.url.includes('/dist/sandbox/')) throw new Error('the local Slack was loaded');
  return found;
}`;

const data = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;

/** Options of Node with which a program ends when it so much as loads the local Slack. */
export const sandboxGuard = [
  '--no-warnings',
  '--import',
  data(`import { register } from 'node:module'; register(${JSON.stringify(data(hook))});`),
];
