/** Okabe and Ito's colours, which people tell apart whatever colours they see; on white, in either mode of Slack. */
export const palette = {
  blue: '#0072b2',
  sky: '#56b4e9',
  green: '#009e73',
  orange: '#e69f00',
  red: '#d55e00',
  purple: '#cc79a7',
  grey: '#8a8d91',
  ink: '#1d1c1d',
  faint: '#616061',
  line: '#d9dadd',
  track: '#eceef1',
  paper: '#ffffff',
} as const;
