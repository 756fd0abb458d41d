import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from './project-root.ts';
import type { Shortcut } from './shared/snapshot.ts';

const manifestFile = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    app_home: z.object({
      home_tab_enabled: z.boolean().default(false),
      messages_tab_enabled: z.boolean().default(false),
      messages_tab_read_only_enabled: z.boolean().default(true),
    }),
    slash_commands: z.array(
      z.object({
        command: z.string().startsWith('/'),
        description: z.string(),
        usage_hint: z.string().optional(),
        should_escape: z.boolean().default(false),
      }),
    ),
    shortcuts: z
      .array(
        z.object({
          name: z.string(),
          type: z.enum(['global', 'message']),
          callback_id: z.string(),
          description: z.string(),
        }),
      )
      .default([]),
  }),
  oauth_config: z.object({
    scopes: z.object({ bot: z.array(z.string()) }),
    redirect_urls: z.array(z.string()).default([]),
  }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
    interactivity: z.object({ message_menu_options_url: z.string().optional() }),
  }),
});

interface Command {
  command: string;
  description: string;
  usageHint: string;
  /** Whether people, channels and links come in angle brackets. */
  shouldEscape: boolean;
}

export interface Manifest {
  name: string;
  commands: Command[];
  shortcuts: Shortcut[];
  scopes: string[];
  /** Where the authorize page may lead back to. */
  redirectUrls: string[];
  events: string[];
  /** Whether the app has a home tab. */
  hasHome: boolean;
  /** Whether people can write to the app, or only it to them. */
  hasMessages: boolean;
  /** Whether it says where Slack asks for the options of menus; Socket Mode needs no address. */
  hasOptionsUrl: boolean;
}

/** What the app of this repository may do and be told, from the file that a real Slack is given too. */
export async function readManifest(): Promise<Manifest> {
  const text = await readFile(path.join(projectRoot(), 'manifest.yml'), 'utf8');
  const manifest = manifestFile.parse(parse(text));
  const { app_home } = manifest.features;
  return {
    name: manifest.display_information.name,
    commands: manifest.features.slash_commands.map(({ command, description, usage_hint, should_escape }) => ({
      command,
      description,
      usageHint: usage_hint ?? '',
      shouldEscape: should_escape,
    })),
    shortcuts: manifest.features.shortcuts.map(({ callback_id, ...shortcut }) => ({
      ...shortcut,
      callbackId: callback_id,
    })),
    scopes: manifest.oauth_config.scopes.bot,
    redirectUrls: manifest.oauth_config.redirect_urls,
    events: manifest.settings.event_subscriptions.bot_events,
    hasHome: app_home.home_tab_enabled,
    hasMessages: app_home.messages_tab_enabled && !app_home.messages_tab_read_only_enabled,
    hasOptionsUrl: manifest.settings.interactivity.message_menu_options_url !== undefined,
  };
}
