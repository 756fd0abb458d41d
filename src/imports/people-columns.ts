import type { Layout } from './columns.ts';

/** What a column of a file can tell about a person. */
export type PeopleColumn =
  | 'email'
  | 'role'
  | 'firstName'
  | 'lastName'
  | 'fullName'
  | 'message'
  | 'department'
  | 'jobTitle';

/** As in our own template, and in exports of Okta, Google Workspace, Microsoft Entra and others. */
export const peopleColumns: Layout<PeopleColumn> = {
  names: {
    email: [
      'email emailaddress mail emailid workemail primaryemail useremail',
      'userprincipalname username login userid',
    ],
    role: ['role fluxerarole', 'userrole accessrole'],
    firstName: ['firstname givenname forename', 'first'],
    lastName: ['lastname surname familyname', 'last'],
    fullName: ['fullname name displayname'],
    message: ['message personalmessage note'],
    department: ['department dept', 'team'],
    jobTitle: ['jobtitle employeetitle position', 'title'],
  },
  required: { email: 'Email' },
  rowsMax: 100_000,
};
