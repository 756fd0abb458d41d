import type { Block } from '../validation/blocks.ts';
import type { HomeView, ModalView } from '../validation/views.ts';
import type { TypedValues } from './inputs.ts';

export interface SnapshotPerson {
  name: string;
  id: string;
  fullName: string;
  about: string;
  zone: string;
  standing: Standing;
}

/** What Slack says that somebody is to the team. */
export const standings = ['normal', 'guest', 'single_channel_guest', 'stranger', 'deactivated'] as const;
export type Standing = (typeof standings)[number];

export interface SnapshotFile {
  id: string;
  name: string;
  title: string;
  /** What kind of file it is, in words. */
  kind: string;
  isImage: boolean;
  /** Bytes. */
  size: number;
  altText: string;
}

export interface SnapshotMessage {
  ts: string;
  user: string;
  text: string;
  blocks?: Block[];
  /** Those that have been deleted are null. */
  files: (SnapshotFile | null)[];
  edited: boolean;
  ephemeral: boolean;
  /** The message that it answers. */
  threadTs?: string;
  /** Whether the conversation shows it although it is an answer in a thread. */
  broadcast: boolean;
}

export interface SnapshotConversation {
  id: string;
  name: string;
  topic: string;
  kind: 'channel' | 'dm';
  /** Whether people can write in it. */
  canWrite: boolean;
  messages: SnapshotMessage[];
}

export interface SnapshotModal {
  id: string;
  view: ModalView;
  typed: TypedValues;
}

export interface SnapshotMail {
  id: string;
  from: string;
  to: string;
  subject: string;
  createdAt: string;
  text: string;
}

/** Something that the app does from anywhere, or with a message. */
export interface Shortcut {
  name: string;
  type: 'global' | 'message';
  callbackId: string;
  description: string;
}

/** Everything that one person's screen shows. */
export interface Snapshot {
  app: { name: string; userId: string };
  team: string;
  me: SnapshotPerson;
  people: SnapshotPerson[];
  conversations: SnapshotConversation[];
  modals: SnapshotModal[];
  /** The files that the person has chosen for forms. */
  uploads: SnapshotFile[];
  home: HomeView | null;
  mails: SnapshotMail[];
  commands: { command: string; description: string; usageHint: string }[];
  shortcuts: Shortcut[];
  cast: CastProgress;
  faults: SnapshotFaults;
  /** How much of the traffic went wrong. */
  problems: number;
}

/** What can go wrong, and what is about to. */
interface SnapshotFaults {
  armed: { id: string; fault: string; of: string; times: number }[];
  methods: string[];
  channels: { name: string; hasBot: boolean }[];
  installation: 'installed' | 'uninstalled' | 'revoked';
  delivery: 'http' | 'socket';
}

/** The accounts that the sandbox has made. */
export interface CastAccounts {
  password: string;
  /** Where one signs in with it. */
  signInAt: string;
  accounts: { fullName: string; email: string }[];
}

/** How far the sandbox is with setting up accounts for the cast. */
export type CastProgress =
  | { state: 'idle' }
  | { state: 'running'; step: string }
  | ({ state: 'done' } & CastAccounts)
  | { state: 'failed'; message: string };
