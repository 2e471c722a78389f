/** Pages the server answers itself, without the studio: no script, one style, nothing loaded. */
import { createHash } from 'node:crypto'

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const style = `
  :root { color-scheme: light dark; --paper: #fbf7f0; --ink: #2b2320; --soft: #75675f; --red: #a8141b; --gold: #8a6414 }
  @media (prefers-color-scheme: dark) { :root { --paper: #1b1513; --ink: #f3eae0; --soft: #b3a499; --red: #e8545a; --gold: #d9b15c } }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink);
    font: 17px/1.8 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif }
  main { width: min(34rem, 86vw); border-top: 4px solid var(--red); padding: 2.2rem 0 }
  p { margin: 0 0 .8rem; color: var(--soft) }
  a { color: var(--red) }
  code { color: var(--ink); overflow-wrap: anywhere }
  .mark { color: var(--gold); letter-spacing: .3em; font-size: .9rem }
  .wrong { color: var(--red) }
  h1 { margin: .2rem 0 1rem; font: 600 2rem/1.4 "Noto Serif SC", "Songti SC", SimSun, serif }
  label { display: block; margin: 0 0 1rem }
  input { display: block; box-sizing: border-box; width: 100%; margin-top: .2rem; padding: .5rem .7rem; font: inherit;
    color: var(--ink); background: transparent; border: 1px solid var(--soft); border-radius: 4px }
  button { padding: .5rem 1.6rem; font: inherit; color: #fff; background: #a8141b; border: 0; border-radius: 4px }
  :focus-visible { outline: 3px solid var(--gold); outline-offset: 2px }
  .bar { height: 4px; border-radius: 2px; overflow: hidden; background: color-mix(in srgb, var(--gold) 25%, transparent); margin: 1.6rem 0 }
  .bar::before { content: ""; display: block; height: 100%; width: 35%; border-radius: 2px;
    background: linear-gradient(90deg, var(--red), var(--gold)); animation: run 3s ease-in-out infinite alternate }
  @keyframes run { from { transform: translateX(0) } to { transform: translateX(186%) } }
  @media (prefers-reduced-motion: reduce) { .bar::before { animation: none } }
  ul { margin: 0 0 1.2rem; padding-left: 1.2rem }
`

/** The one style there is, by its hash. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

export const plainHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policy,
  // The address may hold the setup link's code.
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/** `body` is HTML below the heading; `head` further tags. */
export const plainPage = (title: string, body: string, head = ''): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">${head}
<title>${escapeHtml(title)} · 辽宁最美科技工作者</title>
<style>${style}</style>
</head>
<body>
<main>
  <p class="mark">辽宁最美科技工作者</p>
  <h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`
