import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** What `GET /metrics` tells. Labels are names of ours, never of people. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    slackRequests: new Histogram({
      name: 'fluxera_slack_request_seconds',
      help: 'Time from a Slack request to its acknowledgement',
      labelNames: ['request', 'outcome'] as const,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
      registers,
    }),
    refusals: new Counter({
      name: 'fluxera_refusals_total',
      help: 'Requests that the rules do not allow, by reason',
      labelNames: ['code'] as const,
      registers,
    }),
    faults: new Counter({
      name: 'fluxera_faults_total',
      help: 'Unexpected errors',
      labelNames: ['where'] as const,
      registers,
    }),
    mailsRefused: new Counter({
      name: 'fluxera_mails_refused_total',
      help: 'Mails that the mail service refused for good, by kind',
      labelNames: ['category'] as const,
      registers,
    }),
    jobs: new Histogram({
      name: 'fluxera_job_seconds',
      help: 'Run time of queued jobs',
      labelNames: ['job', 'outcome'] as const,
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120],
      registers,
    }),
  };
}
