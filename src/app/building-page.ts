/** What a browser sees while the studio is not yet built: a page that says so and comes back by itself. */

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** `lines` tell what is going on, newest last, e.g. 正在编译界面（约需两分钟）. Send it with status 503 and `Retry-After: 3`. */
export const buildingPage = (lines: readonly string[] = []): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<meta name="robots" content="noindex">
<title>工作台正在构建 · 辽宁最美科技工作者</title>
<style>
  :root { color-scheme: light dark; --paper: #fbf7f0; --ink: #2b2320; --soft: #75675f; --red: #a8141b; --gold: #b98a2f }
  @media (prefers-color-scheme: dark) { :root { --paper: #1b1513; --ink: #f3eae0; --soft: #b3a499; --red: #e8545a; --gold: #d9b15c } }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink);
    font: 17px/1.8 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif }
  main { width: min(34rem, 86vw); border-top: 4px solid var(--red); padding: 2.2rem 0 }
  p { margin: 0 0 .8rem; color: var(--soft) }
  .mark { color: var(--gold); letter-spacing: .3em; font-size: .9rem }
  h1 { margin: .2rem 0 1rem; font: 600 2rem/1.4 "Noto Serif SC", "Songti SC", SimSun, serif }
  .bar { height: 4px; border-radius: 2px; overflow: hidden; background: color-mix(in srgb, var(--gold) 25%, transparent); margin: 1.6rem 0 }
  .bar::before { content: ""; display: block; height: 100%; width: 35%; border-radius: 2px;
    background: linear-gradient(90deg, var(--red), var(--gold)); animation: run 3s ease-in-out infinite alternate }
  @keyframes run { from { transform: translateX(0) } to { transform: translateX(186%) } }
  @media (prefers-reduced-motion: reduce) { .bar::before { animation: none } }
  ul { margin: 0 0 1.2rem; padding-left: 1.2rem }
</style>
</head>
<body>
<main>
  <p class="mark">辽宁最美科技工作者</p>
  <h1>工作台正在构建</h1>
  <p>首次启动要先编译界面，两核机器约需两三分钟。本页每 3 秒自动刷新，完成后直接进入，无需操作。</p>
  <div class="bar" role="progressbar" aria-label="构建进行中"></div>
  <ul aria-live="polite">${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>
  <p>合作媒体的供稿地址、海报包和文件下载此刻已经可用，不受影响。</p>
</main>
</body>
</html>
`
