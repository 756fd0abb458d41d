export interface SandboxOptions {
  /** Port of the sandbox's page and Web API; 0 takes a free one. */
  port: number;
  /** Folder for what the sandbox remembers between two starts; absent: nothing is kept. */
  dataDir?: string;
  /** Where the bot listens, asked at each delivery: the bot may start after the sandbox. */
  botUrl: () => string;
  /** Folder of the mails that were not handed to SendGrid, one JSON file each (see sandbox/outbox.ts). */
  outboxDir: string;
}

export interface Sandbox {
  /** The page to open. */
  url: string;
  /** Base of the Web API, for SLACK_API_URL. */
  apiUrl: string;
  botToken: string;
  signingSecret: string;
  stop(): Promise<void>;
}
