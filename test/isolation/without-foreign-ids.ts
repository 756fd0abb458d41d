/** Files of the core that cannot be asked for anything of another workspace, and why. */
export const withoutForeignIds: Record<string, string[]> = {
  'They look at no data': [
    ...[
      'activity/activity-chain.ts',
      'activity/activity-flaws.ts',
      'activity/activity-kinds.ts',
      'activity/activity-row.ts',
    ],
    ...['identities/password-strength.ts', 'links/link-token.ts'],
    ...['imports/check-row.ts', 'imports/columns.ts', 'imports/decode-file.ts', 'imports/file-problem.ts'],
    ...[
      'imports/likely-domains.ts',
      'imports/pasted-file.ts',
      'imports/require-own-import.ts',
      'imports/read-file.ts',
    ],
    ...[
      'invitations/email-address.ts',
      'invitations/invitation-lifetime.ts',
      'invitations/typed-addresses.ts',
    ],
    ...['invitations/invitation-link.ts', 'users/address-link.ts', 'users/verification-link.ts'],
    ...['identities/password-link.ts', 'roles/permission-table.ts', 'roles/permission-words.ts'],
    ...['users/full-name.ts', 'users/search-words.ts', 'users/typed-text.ts'],
    ...['workspaces/digest-day.ts', 'workspaces/email-domains.ts', 'workspaces/time-zones.ts'],
  ],
  'They take the workspace of whoever acts and nothing else that could be somebody else’s': [
    ...[
      'home/attention.ts',
      'home/read-home.ts',
      'home/recent-activity.ts',
      'invitations/allowed-domains.ts',
    ],
    ...['invitations/sending-allowance.ts', 'requests/count-open-requests.ts', 'roles/invitable-roles.ts'],
    ...[
      'users/find-admins.ts',
      'users/find-owner.ts',
      'users/require-active.ts',
      'users/role-consequences.ts',
    ],
    ...['users/link-slack-person.ts', 'workspaces/change-plan.ts', 'workspaces/find-notification-channel.ts'],
    ...['workspaces/read-settings.ts', 'workspaces/seats.ts', 'workspaces/watch-seats.ts'],
  ],
  'They write an entry, a notice or a job, in the transaction and with the ids of a use case that was let through':
    [
      ...[
        'activity/record-activity.ts',
        'imports/queue-import.ts',
        'invitations/announce-to.ts',
        'users/tell-user.ts',
      ],
    ],
  'They work off what the queue holds of a workspace, under that workspace’s id': [
    ...[
      'invitations/read-announcement.ts',
      'invitations/record-announcement.ts',
      'invitations/read-undeliverable.ts',
      'invitations/read-digest.ts',
    ],
  ],
  'They go through all workspaces, each by itself, and nobody asks them for one': [
    ...[
      'activity/seal-activity.ts',
      'activity/verify-activity.ts',
      'activity/walk-chain.ts',
      'imports/forget-imports.ts',
    ],
    ...['invitations/claim-reminders.ts', 'workspaces/claim-digests.ts'],
  ],
  'They go by a link that the product has signed, workspace and all (test/portal/dead-links.test.ts)': [
    ...['identities/choose-password.ts', 'users/change-address.ts', 'users/verify-address.ts'],
    ...['requests/request-new-link.ts', 'invitations/joining-identity.ts'],
  ],
  'They go by a sign-in or an address, which is one person’s in all their workspaces': [
    ...[
      'identities/password-credential.ts',
      'identities/request-password-link.ts',
      'users/activate-users.ts',
    ],
    ...['users/find-account.ts', 'users/find-admins-of.ts', 'users/record-sign-in.ts'],
    ...['users/request-verification-mail.ts'],
  ],
  'They go by a Slack team, which has one workspace': [
    'users/find-slack-user.ts',
    'workspaces/set-up-workspace.ts',
  ],
};
