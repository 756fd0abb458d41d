import type { Button } from '@slack/types';
import type { UserDetails } from '../users/read-user.ts';
import { referenceText } from './reference.ts';
import { plainText } from './text.ts';

export const EDIT_PROFILE_ACTION = 'user_edit_profile';
export const CHANGE_ROLE_ACTION = 'user_change_role';
export const CHANGE_STATUS_ACTION = 'user_change_status';
export const SET_END_DATE_ACTION = 'user_set_end_date';
export const RESET_SECOND_FACTOR_ACTION = 'user_reset_second_factor';

/** What whoever looks may do about somebody. */
export function userButtons(user: UserDetails): Button[] {
  const button = (actionId: string, text: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: plainText(text),
    value: referenceText(user),
  });
  return [
    ...(user.mayEdit ? [button(EDIT_PROFILE_ACTION, 'Edit Profile')] : []),
    ...(user.mayDecide
      ? [button(CHANGE_ROLE_ACTION, 'Change Role'), button(CHANGE_STATUS_ACTION, 'Change Status')]
      : []),
    ...(user.mayDecide && user.status !== 'INACTIVE' ? [button(SET_END_DATE_ACTION, 'Set End Date')] : []),
    ...(user.mayDecide && user.hasSecondFactor && user.status !== 'INACTIVE'
      ? [button(RESET_SECOND_FACTOR_ACTION, 'Reset Second Factor')]
      : []),
  ];
}
