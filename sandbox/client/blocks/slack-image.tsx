import type { ImageSource } from '../../validation/images.ts';
import { useFileAddress } from '../file-address.ts';

/** An image of a block: from an address, or from a file of Slack's. */
export function SlackImage({ image, ...rest }: { image: ImageSource; class?: string }) {
  const addressOf = useFileAddress();
  const { slack_file, image_url, alt_text } = image;
  const reference = slack_file && ('id' in slack_file ? slack_file.id : slack_file.url);
  const id = /F0[0-9A-F]{9}/.exec(reference ?? '')?.[0];
  return <img {...rest} src={id ? addressOf({ id, name: alt_text }) : image_url} alt={alt_text} />;
}
