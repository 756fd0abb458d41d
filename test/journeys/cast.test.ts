import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  deliveries,
  linkFor,
  PASSWORD,
  setUp,
  startTestFluxera,
  type TestFluxera,
} from '../harness/fluxera.ts';

describe.each(deliveries)('by %s,', (delivery) => {
  let fluxera: TestFluxera;

  beforeAll(async () => {
    fluxera = await startTestFluxera({}, { delivery });
  });
  afterAll(() => fluxera.stop());

  test('setting up the whole cast goes on where somebody has stopped, and may be repeated', async () => {
    const { slack } = fluxera;
    await setUp(fluxera);
    const olivia = slack.as('olivia');
    // Adam has created his account and not verified it; Mia has not looked at her mail.
    await olivia.run('/invite', { text: 'adam@acme.example admin' });
    await olivia.run('/invite', { text: 'mia@acme.example member' });
    const adam = fluxera.visitor();
    const page = await adam.open(await linkFor(fluxera, 'adam@acme.example', 'invitation'));
    const names = { 'First Name': 'Adam', 'Last Name': 'Admin' };
    await adam.press(page, 'Accept Invitation', { ...names, Password: PASSWORD });
    await linkFor(fluxera, 'adam@acme.example', 'verify');
    await linkFor(fluxera, 'mia@acme.example', 'invitation');

    const cast = await slack.setUpCast();
    expect(cast).toMatchObject({
      state: 'done',
      signInAt: `${fluxera.running.publicUrl}/sign-in`,
      // Adam's password is his own.
      accounts: [{ email: 'mia@acme.example' }, { email: 'victor@acme.example' }],
    });
    expect(await slack.setUpCast()).toEqual(cast);
    const { form } = await olivia.run('/users', { text: 'active' });
    for (const person of ['Adam Admin', 'Mia Member', 'Victor Viewer'])
      expect(form?.text()).toContain(person);
  }, 20_000);
});
