import { z } from 'zod';

/** Something that Slack finds wrong with a manifest, and where. */
export interface ManifestError {
  message: string;
  /** JSON pointer. */
  pointer: string;
}

/** Names that Slack keeps for itself, as far as they are known. */
const reserved = new Set([
  ...['me', 'status', 'away', 'dnd', 'shrug', 'remind', 'msg', 'feed', 'who', 'collapse', 'expand', 'leave'],
  ...['join', 'open', 'search', 'topic', 'mute', 'pro', 'shortcuts'],
]);
/** Reported as reserved by some, and as taken by others. */
const doubtful = new Set(['invite']);

/** As much of a manifest as the rules look at, each part only where it is what it should be. */
const readable = z.looseObject({
  features: z
    .looseObject({
      slash_commands: z
        .array(z.looseObject({ command: z.string().catch(''), url: z.string().optional().catch('') }))
        .catch([]),
    })
    .catch({ slash_commands: [] }),
  settings: z
    .looseObject({
      socket_mode_enabled: z.boolean().catch(false),
      event_subscriptions: z.looseObject({ request_url: z.string().optional() }).optional().catch(undefined),
      interactivity: z
        .looseObject({ is_enabled: z.boolean().catch(false), request_url: z.string().optional() })
        .optional()
        .catch(undefined),
    })
    .catch({ socket_mode_enabled: false }),
});
type Readable = z.infer<typeof readable>;

/** What Slack refuses although its schema does not. */
export function furtherRules(manifest: unknown): { errors: ManifestError[]; warnings: ManifestError[] } {
  const parsed = readable.safeParse(manifest);
  if (!parsed.success) return { errors: [], warnings: [] };
  const { slash_commands } = parsed.data.features;
  return {
    errors: [
      ...slash_commands.flatMap(nameErrors),
      ...twins(slash_commands),
      ...missingAddresses(parsed.data),
    ],
    warnings: slash_commands.flatMap(({ command }, at) =>
      doubtful.has(command.slice(1))
        ? [{ message: `${command} may be refused as invalid_name`, pointer: pointerTo(at) }]
        : [],
    ),
  };
}

const pointerTo = (at: number, field = 'command') => `/features/slash_commands/${at}/${field}`;

function nameErrors({ command }: { command: string }, at: number): ManifestError[] {
  const pointer = pointerTo(at);
  if (!/^\/[a-z0-9_-]{1,31}$/.test(command))
    return [{ message: 'A command is a slash and 1 to 31 of a-z, 0-9, _ and -', pointer }];
  return reserved.has(command.slice(1)) ? [{ message: `${command} is a command of Slack`, pointer }] : [];
}

function twins(commands: { command: string }[]): ManifestError[] {
  const names = commands.map(({ command }) => command);
  return names.flatMap((name, at) =>
    names.indexOf(name) < at ? [{ message: `${name} is there more than once`, pointer: pointerTo(at) }] : [],
  );
}

/** Without Socket Mode, Slack has to know where to send what happens. */
function missingAddresses({ features, settings }: Readable): ManifestError[] {
  if (settings.socket_mode_enabled) return [];
  const { event_subscriptions, interactivity } = settings;
  return [
    ...features.slash_commands.flatMap(({ url }, at) =>
      url === undefined
        ? [{ message: 'Slash Commands require a URL or Socket Mode', pointer: pointerTo(at, 'url') }]
        : [],
    ),
    ...(event_subscriptions && event_subscriptions.request_url === undefined
      ? [
          {
            message: 'Event Subscriptions requires either Request URL or Socket Mode Enabled',
            pointer: '/settings/event_subscriptions',
          },
        ]
      : []),
    ...(interactivity?.is_enabled && interactivity.request_url === undefined
      ? [{ message: 'Interactivity requires a Request URL', pointer: '/settings/interactivity' }]
      : []),
  ];
}
