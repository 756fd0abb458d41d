import type { ActivityAction } from './record-activity.ts';

/** What people look for in the activity. Everything that is recorded belongs to one of these. */
export const activityKinds = {
  INVITATIONS: [
    ...(['invitation.sent', 'invitation.resent', 'invitation.edited', 'invitation.canceled'] as const),
    ...(['invitation.undone', 'invitation.taken-over', 'invitation.accepted', 'invitation.expired'] as const),
    ...(['invitation.withdrawn', 'invitation.bounced', 'invitation.reminded'] as const),
  ],
  REQUESTS: ['request.made', 'request.approved', 'request.denied', 'request.role-changed'],
  IMPORTS: ['import.sent', 'import.paused', 'import.resumed', 'import.canceled'],
  PEOPLE: [
    ...(['user.activated', 'user.edited', 'user.address-asked', 'user.address-changed'] as const),
    ...(['user.deactivated', 'user.reactivated', 'user.slack-linked'] as const),
    ...(['user.access-end-set', 'user.access-reminded', 'user.access-kept'] as const),
    ...(['user.second-factor-reset'] as const),
    ...(['user.left-slack', 'user.back-in-slack', 'review.started', 'review.finished'] as const),
  ],
  ROLES: [
    ...(['user.role-changed', 'role.created', 'role.edited', 'role.deleted', 'ownership.offered'] as const),
    ...([
      'ownership.accepted',
      'ownership.declined',
      'ownership.withdrawn',
      'ownership.lapsed',
      'ownership.assigned',
    ] as const),
  ],
  ASSETS: ['asset.created', 'asset.edited', 'asset.deleted', 'asset.assigned', 'asset.unassigned'],
  LICENSES: [
    ...(['license.created', 'license.edited', 'license.deleted', 'license.assigned'] as const),
    ...(['license.unassigned', 'license.key-shown'] as const),
  ],
  EXPORTS: ['export.requested', 'export.sent'],
  SIGN_INS: [
    ...(['user.signed-in', 'identity.password-set', 'identity.second-factor-on'] as const),
    ...(['identity.second-factor-off', 'identity.backup-codes-made', 'identity.backup-code-used'] as const),
    ...(['identity.codes-refused', 'identity.sessions-ended'] as const),
  ],
  REFUSALS: ['access.refused'],
  SETTINGS: [
    'workspace.set-up',
    'workspace.settings-changed',
    'workspace.plan-changed',
    'workspace.billing-contact-changed',
  ],
} as const satisfies Record<string, readonly ActivityAction[]>;

export type ActivityKind = keyof typeof activityKinds | 'ALL';
