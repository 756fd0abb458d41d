import { createHash } from 'node:crypto';

const css = `
:root {
  color-scheme: light dark;
  --page: #f4f3ef; --card: #ffffff; --edge: #e3e0d8; --ink: #1d2433; --soft: #5b6373;
  --accent: #2f4bd8; --accent-deep: #2239ad; --on-accent: #ffffff; --tint: #f1f3fd;
  --field: #ffffff; --field-edge: #868d9c; --wrong: #b3261e; --wrong-tint: #fdf1f0; --good: #1b7a4b; --good-tint: #eef8f2;
  --shadow: 0 1px 2px rgb(29 36 51 / 5%), 0 12px 32px -12px rgb(29 36 51 / 14%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12151c; --card: #1b1f29; --edge: #2d3340; --ink: #eceef3; --soft: #a6aebd;
    --accent: #93a5ff; --accent-deep: #b3c0ff; --on-accent: #10142a; --tint: #232940;
    --field: #141821; --field-edge: #6f788a; --wrong: #ffb4ab; --wrong-tint: #3a1f1f; --good: #7fd8a8; --good-tint: #16301f;
    --shadow: none;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink); overflow-wrap: anywhere;
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
.top, .card { max-width: 480px; margin-inline: auto; }
.top { padding: 36px 4px 18px; }
.brand {
  display: inline-flex; align-items: center; gap: 10px; color: var(--ink); text-decoration: none;
  font-weight: 700; font-size: 18px; letter-spacing: -.01em;
}
.mark {
  width: 22px; height: 22px; border-radius: 7px;
  background: linear-gradient(135deg, var(--accent) 0 50%, color-mix(in srgb, var(--accent) 45%, var(--page)) 50% 100%);
}
.logo { display: block; height: 40px; width: auto; max-width: 240px; object-fit: contain; object-position: left; }
@media (prefers-color-scheme: dark) { .logo { background: #ffffff; padding: 5px 8px; border-radius: 8px; } }
.card {
  background: var(--card); border: 1px solid var(--edge); border-radius: 18px; box-shadow: var(--shadow);
  padding: 36px; margin-bottom: 56px;
}
h1 { font-size: 27px; line-height: 1.22; letter-spacing: -.022em; margin: 0 0 12px; text-wrap: balance; }
h2 { font-size: 17px; line-height: 1.3; letter-spacing: -.01em; margin: 32px 0 10px; }
p { margin: 0 0 12px; }
.lead { font-size: 17px; color: var(--soft); }
.lead strong { color: var(--ink); font-weight: 600; }
.soft { color: var(--soft); font-size: 15px; }
a { color: var(--accent); text-underline-offset: 3px; }
a:hover { color: var(--accent-deep); }
:focus-visible { outline: 3px solid color-mix(in srgb, var(--accent) 55%, transparent); outline-offset: 2px; border-radius: 6px; }
blockquote {
  margin: 22px 0; padding: 14px 18px; background: var(--tint); border-left: 3px solid var(--accent);
  border-radius: 0 10px 10px 0; white-space: pre-wrap;
}
blockquote footer { white-space: normal; color: var(--soft); font-size: 14px; margin-top: 8px; }
dl { margin: 22px 0; border-block: 1px solid var(--edge); padding: 0; }
dl div { display: flex; gap: 16px; padding: 10px 0; }
dl div + div { border-top: 1px solid var(--edge); }
dt { flex: 0 0 112px; color: var(--soft); font-size: 15px; }
dd { margin: 0; min-width: 0; font-weight: 500; }
.may-line { display: block; font-weight: 400; font-size: 15px; color: var(--soft); }
.may { list-style: none; margin: 12px 0 0; padding: 0; columns: 2; column-gap: 20px; font-size: 15px; }
.may li { padding: 3px 0 3px 24px; position: relative; break-inside: avoid; }
.may li::first-letter { text-transform: uppercase; }
.may li::before {
  content: ""; position: absolute; left: 4px; top: 9px; width: 10px; height: 5px; rotate: -45deg;
  border: solid var(--good); border-width: 0 0 2px 2px;
}
form, .next { margin: 26px 0 0; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 16px; align-items: end; }
.field { margin-bottom: 18px; }
label { display: block; font-weight: 600; font-size: 15px; margin-bottom: 5px; }
.hint { color: var(--soft); font-size: 14px; line-height: 1.45; margin: 0 0 7px; }
input, select {
  width: 100%; min-height: 48px; padding: 11px 14px; font: inherit; color: var(--ink); background: var(--field);
  border: 1px solid var(--field-edge); border-radius: 10px;
}
input:focus, select:focus { outline: 3px solid color-mix(in srgb, var(--accent) 35%, transparent); border-color: var(--accent); outline-offset: 0; }
input[readonly] { background: var(--page); border-color: var(--edge); color: var(--soft); }
.wrong input, .wrong select { border-color: var(--wrong); }
.wrong-text { color: var(--wrong); font-size: 15px; font-weight: 600; margin: 0 0 7px; }
.problem, .note { border-radius: 12px; padding: 14px 18px; margin: 20px 0; font-size: 15px; }
.problem { background: var(--wrong-tint); border: 1px solid color-mix(in srgb, var(--wrong) 40%, transparent); }
.problem a { color: var(--wrong); }
.note { background: var(--good-tint); border: 1px solid color-mix(in srgb, var(--good) 35%, transparent); }
.problem p, .note p { margin: 0; }
.problem p + p { margin-top: 4px; }
button, .button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 50px; padding: 12px 24px;
  font: inherit; font-weight: 600; border: 1px solid transparent; border-radius: 11px; cursor: pointer; text-decoration: none;
  background: var(--accent); color: var(--on-accent); width: 100%;
}
button:hover, .button:hover { background: var(--accent-deep); color: var(--on-accent); }
button.quiet, .button.quiet { background: transparent; color: var(--ink); border-color: var(--field-edge); }
button.quiet:hover, .button.quiet:hover { background: var(--tint); color: var(--ink); }
.under { margin: 18px 0 0; font-size: 15px; color: var(--soft); text-align: center; }
.qr { display: block; width: 232px; max-width: 100%; margin: 18px auto; border-radius: 12px; }
.key { display: inline-block; letter-spacing: .04em; padding: 6px 10px; user-select: all; }
.codes {
  list-style: none; margin: 20px 0 0; padding: 16px; columns: 2; border: 1px solid var(--edge); border-radius: 12px; text-align: center;
  font: 17px/1.9 ui-monospace, "SF Mono", Menlo, Consolas, monospace; user-select: all;
}
.sessions { list-style: none; margin: 0; padding: 0; font-size: 15px; }
.sessions li { padding: 10px 0; border-bottom: 1px solid var(--edge); }
.sessions .soft { display: block; }
.steps { list-style: none; counter-reset: step; margin: 14px 0 0; padding: 0; }
.steps li { counter-increment: step; position: relative; padding: 0 0 14px 42px; }
.steps li::before {
  content: counter(step); position: absolute; left: 0; top: 0; width: 26px; height: 26px; border-radius: 50%;
  background: var(--tint); color: var(--accent); font-weight: 700; font-size: 14px; display: grid; place-items: center;
}
.steps strong { display: block; }
.workspace { border: 1px solid var(--edge); border-radius: 14px; padding: 18px 20px; margin: 14px 0 0; }
.workspace h3 { margin: 0; font-size: 17px; letter-spacing: -.01em; }
.workspace p { margin: 2px 0 0; }
.workspace form { margin: 16px 0 0; }
.workspace .ownership { margin-top: 16px; padding-top: 14px; border-top: 1px solid var(--edge); }
.answers { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
code { font-size: 15px; background: var(--tint); border-radius: 6px; padding: 2px 7px; }
@media (max-width: 540px) {
  body { background: var(--card); }
  .top { padding: 22px 20px 0; }
  .card { padding: 24px 20px 36px; border: 0; margin-bottom: 0; box-shadow: none; }
  .pair, .answers { grid-template-columns: 1fr; }
  .may { columns: 1; }
  h1 { font-size: 25px; }
  dt { flex-basis: 96px; }
}
@media (min-width: 720px) { .wide { max-width: 620px; } .top:has(+ .wide) { max-width: 620px; } }
@media (forced-colors: active) { .mark { forced-color-adjust: none; } }
`;

const hash = createHash('sha256').update(css).digest('base64url').slice(0, 12);

/** The one style sheet; its path changes with its content, so that browsers may keep it for ever. */
export const stylesheet = { css, path: `/assets/portal-${hash}.css` };

export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22"><rect width="22" height="22" rx="7" fill="#93a5ff"/><path d="M7 0h8a7 7 0 0 1 4.9 2.1L2.1 19.9A7 7 0 0 1 0 15V7a7 7 0 0 1 7-7z" fill="#2f4bd8"/></svg>';
