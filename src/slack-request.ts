import { z } from 'zod';

const command = z.object({
  command: z.string().startsWith('/'),
  team_id: z.string().min(1),
  user_id: z.string().min(1),
});
const interaction = z.object({
  type: z.string().min(1),
  actions: z
    .array(z.object({ type: z.string() }))
    .nonempty()
    .optional(),
});
const event = z.object({ type: z.string().min(1) });

/** Whether a body is one that Slack could have sent: a command, something pressed or sent, or an event. */
export function isSlackRequest(contentType: string, body: string): boolean {
  if (contentType.includes('application/json')) return event.safeParse(parsed(body)).success;
  const fields = Object.fromEntries(new URLSearchParams(body));
  if (fields.payload !== undefined) return interaction.safeParse(parsed(fields.payload)).success;
  return fields.ssl_check !== undefined || command.safeParse(fields).success;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
