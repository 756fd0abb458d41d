/** Outlines on a 24 by 24 grid; drawn, because what a font makes of a symbol differs from machine to machine. */
const outlines = {
  plus: 'M12 5v14M5 12h14',
  thumbUp: 'M7 11v9H4v-9zM7 11l4-8a2.4 2.4 0 0 1 2.4 2.4V9h5a2 2 0 0 1 2 2.3l-1.2 7A2 2 0 0 1 17.2 20H7',
  thumbDown: 'M7 13V4H4v9zM7 13l4 8a2.4 2.4 0 0 0 2.4-2.4V15h5a2 2 0 0 0 2-2.3l-1.2-7A2 2 0 0 0 17.2 4H7',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  more: 'M5 11.5v1M12 11.5v1M19 11.5v1',
  send: 'M4 12l16-7-6 16-3-7z M11 14l9-9',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M19 5l-1.4 1.4M6.4 17.6L5 19',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z',
  channel: 'M9.5 4L7 20M17 4l-2.5 16M4.5 9h16M3.5 15h16',
  message: 'M4 5h16v11H10l-4 4v-4H4z',
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  mail: 'M3 6h18v12H3zM3 7l9 6 9-6',
  flag: 'M6 21V4h12l-2.5 4L18 12H6',
  eye: 'M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  file: 'M14 3H6v18h12V7zM14 3v4h4M9 12h6M9 16h6',
  upload: 'M12 16V5M7.5 9.5L12 5l4.5 4.5M4 16v4h16v-4',
  reply: 'M9 6l-6 6 6 6M3 12h11a7 7 0 0 1 7 7',
  pulse: 'M2 12h4l3-8 6 16 3-8h4',
  up: 'M12 20V4M5 11l7-7 7 7',
  down: 'M12 4v16M5 13l7 7 7-7',
  pause: 'M8 5v14M16 5v14',
  play: 'M7 4.5l12 7.5-12 7.5z',
  bin: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13',
  copy: 'M8 8h12v12H8zM16 8V4H4v12h4',
  check: 'M4 12.5l5.5 5.5L20 6.5',
  link: 'M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1',
  warning: 'M12 3.5L22 20.5H2zM12 10v4.5M12 17.5h.01',
};

export type IconName = keyof typeof outlines;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={outlines[name]} />
    </svg>
  );
}
