import { clipped, escapeMrkdwn, plainText, section } from './text.ts';

interface Help {
  product: string;
  /** Only what somebody may do is offered. */
  canInvite: boolean;
  canManageUsers: boolean;
  canViewUsers: boolean;
  canViewAssets: boolean;
  canCreateAssets: boolean;
  /** Edit or delete. */
  canChangeAssets: boolean;
  canViewLicenses: boolean;
  canCreateLicenses: boolean;
  canChangeLicenses: boolean;
  canViewReports: boolean;
  canManageSettings: boolean;
  canManageBilling: boolean;
  canExport: boolean;
  canManageRoles: boolean;
  /** What stands before the names of the commands: "", or "acme-". */
  prefix: string;
}

export function helpMessage(help: Help) {
  const { product, canInvite, canManageUsers, canViewAssets, canViewLicenses, canViewUsers, prefix } = help;
  const { canViewReports, canManageSettings, canManageBilling, canManageRoles, canExport } = help;
  const name = escapeMrkdwn(product);
  const invite = [
    `• \`/${prefix}invite\` opens the form`,
    `• \`/${prefix}invite jane@example.com viewer\` sends at once; several addresses work too`,
    `• \`/${prefix}invite bulk\` invites many people by a CSV file, and shows past imports`,
    `• \`/${prefix}invite jane@example.com\` or \`/${prefix}invite viewer\` opens the form with that filled in`,
    '• the shortcut *Invite from this message*, among the actions of a message, fills in every address that is in it',
  ];
  const invitations = [
    `• \`/${prefix}invitations\` lists those that wait for an answer`,
    `• \`/${prefix}invitations expired jane\` finds them by status, name or address`,
  ];
  const ask = [`• \`/${prefix}invite\` opens a form; somebody who can invite decides`];
  const requests = [
    canInvite
      ? `• \`/${prefix}fluxera requests\` lists what people ask for, to approve or deny`
      : `• \`/${prefix}fluxera requests\` shows what became of what you asked for`,
  ];
  const users = [
    ...(canViewUsers
      ? [
          `• \`/${prefix}users\` lists everybody`,
          `• \`/${prefix}users active jane\` finds people by status, name, address or department`,
        ]
      : []),
    ...(canViewUsers || canManageUsers
      ? [
          `• \`/${prefix}users jane@example.com\` or \`/${prefix}users @jane\` shows one person: contact, role, status, history`,
        ]
      : []),
    ...(canManageUsers
      ? [`• \`/${prefix}fluxera review\` goes through everybody: keep, change or end their access`]
      : []),
  ];
  const roles = [
    `• \`/${prefix}roles\` lists all roles: who holds them, and what they can do`,
    `• \`/${prefix}roles viewer\` shows one of them${canManageRoles ? ', to copy, edit or delete it' : ''}`,
  ];
  const things = [
    ...(canViewAssets
      ? [
          `• \`/${prefix}fluxera assets\` lists laptops, phones and whatever else people are given, with who has it`,
          `• \`/${prefix}fluxera assets available laptop\` finds them by status, tag, name, category or serial number`,
        ]
      : []),
    ...(canViewLicenses
      ? [`• \`/${prefix}fluxera licenses\` lists software, with the seats in use and until when it is valid`]
      : []),
    ...unseenThings(help),
    ...imports(help),
  ];
  const workspace = [
    ...(canViewReports
      ? [
          `• \`/${prefix}fluxera report\` shows how people and invitations went week by week; \`/${prefix}fluxera report 52\` a whole year`,
        ]
      : []),
    ...(canManageUsers
      ? [
          `• \`/${prefix}fluxera activity\` shows who did what, when and from where; with a name behind it, about whom`,
        ]
      : []),
    ...(canExport
      ? [
          `• \`/${prefix}fluxera export\` sends you a file of what you may see: people, invitations, activity, assets, licenses`,
        ]
      : []),
    ...(canManageSettings
      ? [`• \`/${prefix}fluxera settings\` says who hears of what, and what invitations begin with`]
      : []),
    ...(canManageBilling ? [`• \`/${prefix}fluxera billing\` shows the plan, its seats and their use`] : []),
  ];
  const text = `What you can do with ${name}`;
  return {
    text,
    blocks: [
      { type: 'header' as const, text: plainText(clipped(`What you can do with ${product}`, 150)) },
      section(
        canInvite
          ? `*Invite people*\n${[...invite, ...requests].join('\n')}`
          : `*Ask to invite somebody*\n${[...ask, ...requests].join('\n')}`,
      ),
      ...(canViewUsers
        ? [
            section(
              `*${canInvite ? 'Resend, change and cancel invitations' : 'See who is invited'}*\n${invitations.join('\n')}`,
            ),
          ]
        : []),
      ...(users.length > 0 ? [section(`*See who is in the workspace*\n${users.join('\n')}`)] : []),
      ...(canViewUsers ? [section(`*See what people can do*\n${roles.join('\n')}`)] : []),
      ...(things.length > 0 ? [section(`*Look after things*\n${things.join('\n')}`)] : []),
      ...(workspace.length > 0 ? [section(`*Look after the workspace*\n${workspace.join('\n')}`)] : []),
      {
        type: 'context' as const,
        elements: [
          {
            type: 'mrkdwn' as const,
            text: `Each command also works as a subcommand: \`/${prefix}fluxera invite\`, \`/${prefix}fluxera users\`.`,
          },
        ],
      },
    ],
  };
}

function imports({ prefix, canCreateAssets, canCreateLicenses }: Help): string[] {
  return [
    ...(canCreateAssets ? [`• \`/${prefix}fluxera assets import\` adds the assets of a CSV file`] : []),
    ...(canCreateLicenses ? [`• \`/${prefix}fluxera licenses import\` adds the licenses of a CSV file`] : []),
  ];
}

/** For roles that change things without seeing them all. */
function unseenThings(help: Help): string[] {
  const { prefix, canViewAssets, canViewLicenses } = help;
  const lines = (noun: string, by: string, may: { create: boolean; change: boolean }) => [
    ...(may.create ? [`• \`/${prefix}fluxera ${noun} new\` adds one`] : []),
    ...(may.change ? [`• \`/${prefix}fluxera ${noun} ${by}\` opens the one that is called so`] : []),
  ];
  const { canCreateAssets, canChangeAssets, canCreateLicenses, canChangeLicenses } = help;
  return [
    ...(canViewAssets
      ? []
      : lines('assets', 'LT-0042', { create: canCreateAssets, change: canChangeAssets })),
    ...(canViewLicenses
      ? []
      : lines('licenses', 'Figma', { create: canCreateLicenses, change: canChangeLicenses })),
  ];
}
