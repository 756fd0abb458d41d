import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { showGallery } from '../sandbox/helpers/gallery.ts';
import { type Scene, withSlack } from '../sandbox/helpers/with-slack.ts';
import { press } from './local-slack.ts';
import type { People } from './people.ts';

/** A local Slack with a bot that shows one of everything, and Olivia in front of it. */
export const withGallery = (people: People, walk: (olivia: Page, scene: Scene) => Promise<void>) =>
  withSlack(async (scene) => {
    showGallery(scene.bot);
    const olivia = await people.newPerson();
    await olivia.goto(scene.slack.url);
    await press(olivia, 'Hide');
    try {
      await walk(olivia, scene);
    } finally {
      await olivia.context().close();
    }
    expect(people.complaints()).toEqual([]);
  });
