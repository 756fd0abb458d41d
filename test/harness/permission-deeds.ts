import { z } from 'zod';
import type { Permission } from '../../src/generated/prisma/client.ts';
import type { TestFluxera } from './fluxera.ts';

/** Somebody who tries what a permission is for. */
interface Doer {
  /** In the cast of the local Slack. */
  name: string;
  /** In small letters and dashes: what is made for one doer is not another's. */
  label: string;
}

interface Attempt {
  /** What the person is told at once. */
  told: string;
  isDone: boolean;
}

type Deeds = Record<Permission, (doer: Doer) => Promise<Attempt>>;

/** Whose profile is edited: what they may do, everybody may. */
const EDITED = 'tina@acme.example';

const payloadOf = z.looseObject({
  user: z.looseObject({ id: z.string() }),
  view: z.looseObject({ private_metadata: z.string(), state: z.looseObject({ values: z.unknown() }) }),
});
type Payload = z.infer<typeof payloadOf>;

const valuesOf = (form: Payload) => z.looseObject({}).parse(form.view.state.values);
const typed = (value: string) => ({ value: { type: 'plain_text_input', value } });

/**
 * What stands for each permission: done as Slack's client would, by whoever it is, whatever their screen
 * offers. The forms are those that the Owner's client has sent, once each. `started`: the product, as soon as it is asked for.
 */
export function permissionDeeds(started: () => TestFluxera): Deeds {
  const olivia = () => started().slack.as('olivia');
  const db = () => started().database.db;
  const workspaceId = async () => (await db().workspace.findFirstOrThrow()).id;
  let submissions = 0;

  async function closeAll() {
    while (olivia().hasForm()) await (await olivia().form()).dismiss();
  }

  /** The form that the Owner's client sends, sent by it once. */
  function sample(send: () => Promise<unknown>): () => Promise<Payload> {
    let sent: Promise<Payload> | undefined;
    return () => {
      sent ??= send().then(async () => {
        const body = started().slack.deliveries('view_submission').at(-1)?.body;
        await closeAll();
        return payloadOf.parse(body);
      });
      return sent;
    };
  }

  /** Sends a form as somebody else, about something else. */
  async function send({ name }: Doer, form: Payload, metadata: object, values: unknown): Promise<string> {
    submissions += 1;
    const payload = {
      ...form,
      user: { ...form.user, id: started().slack.as(name).id },
      view: {
        ...form.view,
        id: `V0DEED${submissions}`,
        previous_view_id: null,
        private_metadata: JSON.stringify(metadata),
        state: { values },
      },
    };
    const answer = await started().slack.deliver({ payload: JSON.stringify(payload) });
    return 'body' in answer ? answer.body : '';
  }

  /** What a command opens, or says. */
  async function opens({ name }: Doer, command: string, text: string, title: string): Promise<Attempt> {
    const { text: told, form } = await started().slack.as(name).run(command, { text });
    const isDone = form?.title() === title;
    await form?.dismiss();
    return { told, isDone };
  }

  const newAsset = async (tag: string) =>
    db().asset.create({
      data: { workspaceId: await workspaceId(), tag, name: 'Chair', createdAt: new Date() },
    });
  const newLicense = async (name: string) =>
    db().license.create({
      data: { workspaceId: await workspaceId(), name, seats: 1, createdAt: new Date() },
    });

  async function onDetails(what: 'assets' | 'licenses', name: string, button: string, title: RegExp) {
    await olivia().run('/fluxera', { text: `${what} ${name}` });
    await olivia().click('Details');
    await olivia().click(button);
    return olivia().form(title);
  }

  async function onList(what: 'assets' | 'licenses', button: string, title: RegExp) {
    await olivia().run('/fluxera', { text: what });
    await olivia().click(button);
    return olivia().form(title);
  }

  const assetAdded = sample(async () => {
    const form = await onList('assets', 'New Asset', /^New asset/);
    await form.fill({ 'Asset Tag': 'sample-added', Name: 'Chair' }).submit();
  });
  const assetEdited = sample(async () => {
    await newAsset('sample-edited');
    const form = await onDetails('assets', 'sample-edited', 'Edit', /^Edit asset/);
    await form.fill({ Name: 'Sample' }).submit();
  });
  const assetDeleted = sample(async () => {
    await newAsset('sample-deleted');
    await (await onDetails('assets', 'sample-deleted', 'Delete', /^Delete asset/)).submit();
  });
  const licenseAdded = sample(async () => {
    await (await onList('licenses', 'New License', /^New license/)).fill({ Name: 'Sample added' }).submit();
  });
  const licenseEdited = sample(async () => {
    await newLicense('Sample edited');
    const form = await onDetails('licenses', 'Sample edited', 'Edit', /^Edit license/);
    await form.fill({ Vendor: 'Sample' }).submit();
  });
  const licenseDeleted = sample(async () => {
    await newLicense('Sample deleted');
    await (await onDetails('licenses', 'Sample deleted', 'Delete', /^Delete license/)).submit();
  });
  const invitationCanceled = sample(async () => {
    await olivia().run('/invite', { text: 'sample@example.com viewer' });
    await olivia().run('/invitations', { text: 'pending sample@example.com' });
    await olivia().click('Cancel Invitation');
    await (await olivia().form('stops working at once')).submit();
  });
  const profileEdited = sample(async () => {
    await olivia().run('/users', { text: EDITED });
    await olivia().click('Edit Profile');
    await (await olivia().form(/^Edit profile/)).fill({ Department: 'Sample' }).submit();
    await olivia().form('Done.');
  });
  const fileAsked = sample(async () => {
    const { form } = await olivia().run('/fluxera', { text: 'export activity' });
    await form?.submit();
  });
  const settingsChanged = sample(async () => {
    await olivia().run('/fluxera', { text: 'settings' });
    await olivia().click('Change Invitations');
    await (await olivia().form(/^Invitations/)).fill({ 'Email Domains': '' }).submit();
  });
  const planChanged = sample(async () => {
    const { form } = await olivia().run('/fluxera', { text: 'billing' });
    await form?.fill({ 'Plan Name': 'Sample' }).submit();
  });

  return {
    VIEW_ASSETS: (doer) => opens(doer, '/fluxera', 'assets', 'Assets'),
    CREATE_ASSETS: async (doer) => {
      const form = await assetAdded();
      const tag = `added-${doer.label}`;
      const told = await send(doer, form, {}, { ...valuesOf(form), tag: typed(tag) });
      return { told, isDone: (await db().asset.count({ where: { tag } })) === 1 };
    },
    EDIT_ASSETS: async (doer) => {
      const form = await assetEdited();
      const { id, revision } = await newAsset(`edited-${doer.label}`);
      const values = { ...valuesOf(form), tag: typed(`edited-${doer.label}`), name: typed('Edited') };
      const told = await send(doer, form, { id, revision }, values);
      return { told, isDone: (await db().asset.findFirstOrThrow({ where: { id } })).name === 'Edited' };
    },
    DELETE_ASSETS: async (doer) => {
      const form = await assetDeleted();
      const { id, revision } = await newAsset(`deleted-${doer.label}`);
      const told = await send(doer, form, { id, revision }, form.view.state.values);
      return { told, isDone: (await db().asset.findFirstOrThrow({ where: { id } })).deletedAt !== null };
    },
    VIEW_LICENSES: (doer) => opens(doer, '/fluxera', 'licenses', 'Licenses'),
    CREATE_LICENSES: async (doer) => {
      const form = await licenseAdded();
      const name = `added-${doer.label}`;
      const told = await send(doer, form, {}, { ...valuesOf(form), name: typed(name) });
      return { told, isDone: (await db().license.count({ where: { name } })) === 1 };
    },
    EDIT_LICENSES: async (doer) => {
      const form = await licenseEdited();
      const { id, revision } = await newLicense(`edited-${doer.label}`);
      const told = await send(doer, form, { id, revision }, { ...valuesOf(form), vendor: typed('Edited') });
      return { told, isDone: (await db().license.findFirstOrThrow({ where: { id } })).vendor === 'Edited' };
    },
    DELETE_LICENSES: async (doer) => {
      const form = await licenseDeleted();
      const { id, revision } = await newLicense(`deleted-${doer.label}`);
      const told = await send(doer, form, { id, revision }, form.view.state.values);
      return { told, isDone: (await db().license.findFirstOrThrow({ where: { id } })).deletedAt !== null };
    },
    VIEW_USERS: (doer) => opens(doer, '/users', '', 'People'),
    INVITE_USERS: async (doer) => {
      const form = await invitationCanceled();
      const email = `${doer.label}@example.com`;
      await olivia().run('/invite', { text: `${email} viewer` });
      const { id, revision } = await db().invitation.findFirstOrThrow({ where: { email } });
      const told = await send(doer, form, { id, revision }, form.view.state.values);
      return {
        told,
        isDone: (await db().invitation.findFirstOrThrow({ where: { id } })).status === 'CANCELED',
      };
    },
    MANAGE_USERS: async (doer) => {
      const form = await profileEdited();
      const { id, revision } = await db().user.findFirstOrThrow({ where: { email: EDITED } });
      const values = { ...valuesOf(form), department: typed(doer.label) };
      const told = await send(doer, form, { id, revision }, values);
      const { department } = await db().user.findFirstOrThrow({ where: { id } });
      return { told, isDone: department === doer.label };
    },
    VIEW_REPORTS: (doer) => opens(doer, '/fluxera', 'report', 'Report'),
    EXPORT_DATA: async (doer) => {
      const form = await fileAsked();
      const { id: requestedById } = await db().user.findFirstOrThrow({
        where: { slackUserId: started().slack.as(doer.name).id },
      });
      const before = await db().export.count({ where: { requestedById } });
      const told = await send(doer, form, {}, form.view.state.values);
      return { told, isDone: (await db().export.count({ where: { requestedById } })) === before + 1 };
    },
    MANAGE_SETTINGS: async (doer) => {
      const form = await settingsChanged();
      const { settingsRevision: revision } = await db().workspace.findFirstOrThrow();
      const domain = `${doer.label}.example`;
      const values = Object.fromEntries(
        Object.entries(valuesOf(form)).map(([key, value]) => [
          key,
          key.includes('domain') ? typed(domain) : value,
        ]),
      );
      const told = await send(doer, form, { revision }, values);
      const { allowedDomains } = await db().workspace.findFirstOrThrow();
      await db().workspace.updateMany({ data: { allowedDomains: [] } });
      return { told, isDone: allowedDomains.includes(domain) };
    },
    MANAGE_BILLING: async (doer) => {
      const form = await planChanged();
      const { billingRevision: revision } = await db().workspace.findFirstOrThrow();
      const told = await send(doer, form, { revision }, { ...valuesOf(form), plan_name: typed(doer.label) });
      return { told, isDone: (await db().workspace.findFirstOrThrow()).planName === doer.label };
    },
  };
}
