import { channelName } from '../channels.ts';
import { fileType } from '../file-types.ts';
import { app, team } from '../people.ts';
import type { Message, StoredFile } from '../state.ts';
import type { World } from '../world.ts';

/** A file as Slack tells of it everywhere. */
export function filePayload(world: World, file: StoredFile, shares = sharesOf(world, file)) {
  const { filetype, pretty, mimetype } = fileType(file.name);
  const name = encodeURIComponent(file.name);
  const address = `${world.base()}/files-pri/${team.id}-${file.id}`;
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype,
    filetype,
    pretty_type: pretty,
    user: file.user,
    user_team: team.id,
    editable: false,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: shares.some(isPublic),
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: `${address}/${name}`,
    url_private_download: `${address}/download/${name}`,
    permalink: `${world.base()}/files/${file.user}/${file.id}/${name}`,
    media_display_type: 'unknown',
    ...(file.altText === undefined ? {} : { alt_txt: file.altText }),
    comments_count: 0,
    is_starred: false,
    has_more_shares: false,
    has_rich_preview: false,
    file_access: 'visible',
    channels: places(shares.filter(isPublic)),
    groups: [],
    ims: places(shares.filter((share) => !isPublic(share))),
    shares: shares.length > 0 ? shareTable(shares) : {},
    ...(file.user === app.botUserId ? { bot_id: app.botId } : {}),
  };
}

/** The same by id; undefined where it has been deleted. */
export function sharedFilePayload(world: World, id: string) {
  const file = world.files.find(id);
  return file && filePayload(world, file);
}

/** A file within a message; one that has been deleted leaves its stone. */
export const attachedFilePayload = (world: World, id: string) =>
  sharedFilePayload(world, id) ?? { id, mode: 'tombstone' };

/** The messages that show a file. */
const sharesOf = (world: World, { id }: StoredFile): Message[] =>
  world.store.state.messages.filter(({ files }) => files?.includes(id));

const isPublic = ({ channel }: Message) => channel.startsWith('C');
const places = (shares: Message[]) => [...new Set(shares.map(({ channel }) => channel))];

function shareTable(shares: Message[]) {
  const of = (some: Message[]) =>
    Object.fromEntries(
      places(some).map((place) => [
        place,
        some
          .filter(({ channel }) => channel === place)
          .map(({ ts, user, threadTs }) => ({
            ts,
            ...(threadTs ? { thread_ts: threadTs } : {}),
            channel_name: channelName(place),
            team_id: team.id,
            share_user_id: user,
            reply_users: [],
            reply_users_count: 0,
            reply_count: 0,
          })),
      ]),
    );
  return { public: of(shares.filter(isPublic)), private: of(shares.filter((share) => !isPublic(share))) };
}
