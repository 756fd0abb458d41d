import { defineConfig } from 'prisma/config';

// The CLI would download a native schema engine. Generating a client does not need one, and migrations run
// in-process (src/database/migrate.ts), so this names a file that exists and is never executed.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma' });
