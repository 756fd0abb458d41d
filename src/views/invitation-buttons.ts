import type { Button } from '@slack/types';
import type { ListedInvitation } from '../invitations/list-invitations.ts';
import { type Reference, referenceText } from './reference.ts';
import { plainText } from './text.ts';

export const RESEND_ACTION = 'invitation_resend';
export const EDIT_ACTION = 'invitation_edit';
export const MEND_ADDRESS_ACTION = 'invitation_mend_address';
export const CANCEL_ACTION = 'invitation_cancel';
export const DETAILS_ACTION = 'invitation_details';

/** What can be done with an invitation as it is. */
export function invitationButtons(
  invitation: Pick<ListedInvitation, 'id' | 'revision' | 'status' | 'email' | 'delivery'>,
  { canInvite, withDetails }: { canInvite: boolean; withDetails: boolean },
): Button[] {
  const { status, delivery } = invitation;
  const isOpen = status === 'PENDING';
  const wrongAddress = delivery === 'BOUNCED' || delivery === 'DROPPED';
  const may = (offered: boolean, made: Button) => (canInvite && offered ? [made] : []);
  return [
    ...may(isOpen || status === 'EXPIRED', resendButton(invitation)),
    ...may((isOpen || status === 'EXPIRED') && wrongAddress, mendAddressButton(invitation)),
    ...may(isOpen, button(EDIT_ACTION, 'Edit', 'Edit the invitation of', invitation)),
    ...may(isOpen, cancelButton(invitation)),
    ...(withDetails ? [button(DETAILS_ACTION, 'Details', 'Details of the invitation of', invitation)] : []),
  ];
}

type Referred = Reference & { email: string };

export function resendButton(invitation: Referred): Button {
  return button(RESEND_ACTION, 'Resend', 'Resend the invitation of', invitation);
}

export function mendAddressButton(invitation: Referred): Button {
  return button(MEND_ADDRESS_ACTION, 'Edit Address & Resend', 'Edit the address of', invitation);
}

export function cancelButton(invitation: Referred): Button {
  return button(CANCEL_ACTION, 'Cancel Invitation', 'Cancel the invitation of', invitation);
}

/** The label is for those who hear a list of buttons, where all of a kind sound alike. */
function button(actionId: string, text: string, label: string, invitation: Referred): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plainText(text),
    accessibility_label: `${label} ${invitation.email}`.slice(0, 75),
    value: referenceText(invitation),
  };
}
