import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  acceptAndVerify,
  deliveries,
  setUp,
  startTestFluxera,
  type TestFluxera,
} from '../harness/fluxera.ts';
import { until } from '../harness/until.ts';

describe.each(deliveries)('by %s,', (delivery) => {
  let fluxera: TestFluxera;
  const olivia = () => fluxera.slack.as('olivia');

  beforeAll(async () => {
    fluxera = await startTestFluxera({}, { delivery });
    await setUp(fluxera);
  });
  afterAll(() => fluxera.stop());

  async function open() {
    const { form } = await olivia().run('/invite', { text: 'bulk' });
    if (!form) throw new Error('no form');
    return form;
  }

  test('/invite bulk opens the form, which says what the file has to be', async () => {
    const form = await open();
    expect(form.title()).toBe('Bulk invite');
    expect(form.submitText()).toBe('Review');
    expect(form.text()).toContain('You review everything before anything is sent.');
    expect(form.buttons()).toEqual(['Download Template', 'Past Imports']);
    await form.cancel();
  });

  test('the template comes as a file to the direct messages', async () => {
    const form = await open();
    await olivia().click('Download Template');
    const message = await olivia().waitForMessage('dm', 'invite-template.csv');
    expect(form.text()).toContain('The template is in your messages from this app.');
    expect((await message.files[0]?.read())?.toString()).toBe(
      '\ufeff"Email","Role","First Name","Last Name","Message","Department","Job Title"\r\n"jane@example.com","Member","Jane","Doe","Welcome aboard!","Design","Designer"\r\n',
    );
    await form.cancel();
  });

  test('an uploaded file is reviewed before anything is sent: totals, roles, and each error with its line', async () => {
    await olivia().run('/invite', { text: 'known@example.com viewer' });
    const form = await open();
    await form.attach({
      'CSV File': {
        name: 'people.csv',
        content: [
          'E-Mail;Role;First Name;Last Name;Department;Office;Manager',
          'Jane@Example.com;Member;Jane;Doe;Design',
          'ali@example.com;;Ali;Berg;',
          'known@example.com;Viewer;;;',
          'olivia@acme.example;Admin;;;',
          'JANE@example.com;Member;;;',
          'mia@gmial.com;Viewer;Mia;;',
          'tom@example.com;Membr;Tom;;',
          'nobody;Viewer;;;',
          'boss@example.com;Owner;;;',
        ].join('\r\n'),
      },
    });
    const { form: review } = await form.fill({ Role: 'Viewer', Message: 'Welcome!' }).submit();
    const text = review?.text() ?? '';
    expect(review?.title()).toBe('Review import');
    expect(text).toContain(
      'Send All Invitations invites 2 people of 9 in people.csv. Nothing has been sent yet.',
    );
    for (const part of [
      'To invite\n2',
      'With errors\n4',
      'Users already\n1',
      'Invited already\n1',
      'Twice in the file\n1',
      'Roles: 1 as Member, 1 as Viewer.',
      'Not read: Office, Manager. The template has the columns that are.',
      'Line 7 · mia@gmial.com\nThe address looks mistyped. If it is right, invite this person with /invite. Did you mean mia@gmail.com?',
      'Line 8 · Membr\nThere is no such role. Did you mean Member?',
      'Line 9 · nobody\nThis is not an email address.',
      'Line 10 · Owner\nNobody can be invited as Owner.',
    ]) {
      expect(text).toContain(part);
    }
    expect(review?.submitText()).toBe('Send All Invitations');
    expect(fluxera.slack.mails().filter(({ to }) => to.email === 'jane@example.com')).toEqual([]);
  });

  test('the error list comes as a file with two columns more, ready to be mended', async () => {
    await olivia().click('Download Error List');
    const message = await olivia().waitForMessage('dm', 'people-errors.csv');
    expect((await message.files[0]?.read())?.toString().split('\r\n')).toEqual([
      '\ufeff"E-Mail";"Role";"First Name";"Last Name";"Department";"Office";"Manager";"Error";"Suggestion"',
      '"mia@gmial.com";"Viewer";"Mia";;;;;"The address looks mistyped. If it is right, invite this person with /invite.";"mia@gmail.com"',
      '"tom@example.com";"Membr";"Tom";;;;;"There is no such role.";"Member"',
      '"nobody";"Viewer";;;;;;"This is not an email address.";',
      '"boss@example.com";"Owner";;;;;;"Nobody can be invited as Owner.";',
      '',
    ]);
  });

  test('Send All Invitations sends them, and a message says how far it is, with the result at the end', async () => {
    const review = await olivia().form();
    const { form: sent } = await review.submit();
    expect(sent?.text()).toContain('2 people are invited, and the mails are leaving.');
    const mail = await fluxera.slack.waitForMail('jane@example.com');
    expect(mail.text).toContain('Hello Jane,');
    expect(mail.text).toContain('Welcome!');
    expect(mail.text).toContain('Member');
    const done = await olivia().waitForMessage(
      'dm',
      'Done · 2 invitations of people.csv are sent. 7 rows were left out.',
    );
    expect(done.buttons).toEqual(['Track Responses']);
    const result = await olivia().waitForMessage('dm', 'people-result.csv');
    expect((await result.files[0]?.read())?.toString()).toContain(
      '"Jane@Example.com";"Member";"Jane";"Doe";"Design";;;"Invited";\r\n',
    );
  });

  test('Home tells of the import, and not of each of its people', async () => {
    await (await olivia().form()).cancel();
    const home = await olivia().openHome();
    expect(home.text).toContain('Olivia Owner invited 2 people by people.csv');
    expect(home.text).not.toContain('ali@example.com');
  });

  test('responses can be tracked at any time, and department and job title come along', async () => {
    await acceptAndVerify(fluxera, 'jane@example.com');
    await olivia().click('Track Responses');
    const text = (await olivia().form()).text();
    expect(text).toContain('Accepted\n1 (50 %)');
    expect(text).toContain('Pending\n1');
    expect(text).toContain('Left out\n7');
    const jane = await fluxera.database.db.user.findFirst({ where: { email: 'jane@example.com' } });
    expect(jane?.department).toBe('Design');
  });

  test('past imports are listed, with a way back to their responses', async () => {
    await (await olivia().form()).dismiss();
    await open();
    await olivia().click('Past Imports');
    await until('the list is open', async () => (await olivia().form()).title() === 'Past imports');
    const list = await olivia().form();
    expect(list.text()).toContain('people.csv\nSent · 2 people · Olivia Owner');
    await list.dismiss();
  });
});
