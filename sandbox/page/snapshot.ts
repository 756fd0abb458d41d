import { aboutNow, standingOf } from '../acts/change-people.ts';
import { methodNames } from '../api/web-api.ts';
import { channels, directMessageOf } from '../channels.ts';
import { fileType } from '../file-types.ts';
import { app, fullName, type Person, team } from '../people.ts';
import type { Snapshot, SnapshotFile, SnapshotMessage, SnapshotPerson } from '../shared/snapshot.ts';
import type { StoredFile } from '../state.ts';
import {
  canWrite,
  isMember,
  offeredCommands,
  offeredShortcuts,
  visibleMessages,
  type World,
} from '../world.ts';
import { countProblems } from './traffic-entries.ts';

/** What a person's screen shows now. */
export function snapshotFor(world: World, person: Person): Snapshot {
  const { name } = world.manifest;
  return {
    app: { name, userId: app.botUserId },
    team: team.name,
    me: shownPerson(world, person),
    people: world.people.map((one) => shownPerson(world, one)),
    conversations: [
      ...channels
        .filter(({ id }) => isMember(world, id, person.id))
        .map((channel) => ({
          ...channel,
          kind: 'channel' as const,
          canWrite: true,
          messages: messagesFor(world, person, channel.id),
        })),
      {
        id: directMessageOf(person.id),
        name,
        topic: `Messages between you and ${name}`,
        kind: 'dm' as const,
        canWrite: canWrite(world, directMessageOf(person.id)),
        messages: messagesFor(world, person, directMessageOf(person.id)),
      },
    ],
    modals: world.modals.stackOf(person.id).map(({ id, view, typed }) => ({
      id,
      view,
      typed,
    })),
    uploads: world.store.state.files.filter(({ user }) => user === person.id).map(shownFile),
    home: world.store.state.homes[person.id]?.view ?? null,
    mails: world.outbox.mails().map(({ id, from, to, subject, createdAt, text }) => ({
      id,
      from: from.name ?? from.email,
      to: to.email,
      subject,
      createdAt,
      text,
    })),
    commands: offeredCommands(world),
    shortcuts: offeredShortcuts(world),
    cast: world.cast,
    faults: {
      armed: world.faults.armed().map((one) => ({
        id: one.id,
        fault: one.fault,
        of: 'method' in one ? one.method : one.kind,
        times: one.times,
      })),
      methods: methodNames,
      channels: channels.map(({ id, name: channel }) => ({
        name: channel,
        hasBot: isMember(world, id, app.botUserId),
      })),
      installation: world.installation,
      delivery: world.delivery,
    },
    problems: countProblems(world.traffic),
  };
}

function shownPerson(world: World, person: Person): SnapshotPerson {
  const { name, id, zone } = person;
  return {
    name,
    id,
    about: aboutNow(world, person),
    fullName: fullName(person),
    zone: zone.tz,
    standing: standingOf(person),
  };
}

function messagesFor(world: World, person: Person, channelId: string): SnapshotMessage[] {
  return visibleMessages(world, person.id, channelId).map(
    ({ ts, user, text, blocks, files = [], edited, onlyFor, threadTs, broadcast }) => ({
      ts,
      user,
      text,
      ...(blocks ? { blocks } : {}),
      files: files.map((id) => {
        const file = world.files.find(id);
        return file ? shownFile(file) : null;
      }),
      edited: edited ?? false,
      ephemeral: onlyFor !== undefined,
      ...(threadTs ? { threadTs } : {}),
      broadcast: broadcast ?? false,
    }),
  );
}

function shownFile({ id, name, title, size, altText }: StoredFile): SnapshotFile {
  const { pretty, mimetype } = fileType(name);
  // Without a description, the title is the best there is.
  return {
    id,
    name,
    title,
    kind: pretty,
    isImage: mimetype.startsWith('image/'),
    size,
    altText: altText ?? title,
  };
}
