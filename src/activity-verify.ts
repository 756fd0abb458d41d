import { existsSync } from 'node:fs';
import { StartupError } from './errors.ts';
import { tellOfActivity } from './tell-of-activity.ts';

/** What it can say without having looked is in English; the rest is for whoever runs it to find out. */
function whyNot(error: unknown): string {
  if (error instanceof StartupError) return error.message;
  if (/(relation|table) \S+ does not exist/i.test(String(error))) {
    return 'The database is of an earlier version: start this version of the program first.';
  }
  return `It could not be checked: ${error instanceof Error ? error.stack : String(error)}`;
}

if (existsSync('.env')) process.loadEnvFile('.env');
tellOfActivity(process.argv.slice(2), process.env, (line) => process.stdout.write(`${line}\n`)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(`${whyNot(error)}\n`);
    process.exitCode = 2;
  },
);
