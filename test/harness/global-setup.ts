import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cluster, startCluster } from './cluster.ts';

declare global {
  var testCluster: Cluster | undefined;
}

/** One PostgreSQL and one folder for the whole run. What is lost in a power cut is of no interest here. */
export default async function globalSetup() {
  globalThis.testCluster = await startCluster({ isDurable: false });
  process.env.TEST_CLUSTER_URL = globalThis.testCluster.url;
  process.env.TEST_RUN_FOLDER = await mkdtemp(join(tmpdir(), 'fluxera-run-'));
}
