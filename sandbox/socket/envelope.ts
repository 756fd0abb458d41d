/** What Slack sends by a Socket Mode connection, apart from its number. */
export interface Envelope {
  type: 'slash_commands' | 'interactive' | 'events_api';
  payload: object;
  /** Whether the acknowledgement may bring an answer along. */
  accepts_response_payload: boolean;
  /** Of events only. */
  retry_attempt?: number;
  retry_reason?: string;
}

/** `warning`: the connection ends soon. `refresh_requested`: it ends now. `link_disabled`: the app does not use Socket Mode. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';
